package dev.postern.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of all settings, to find a misspelt one: a node that overlooked {@code
 * POSTERN_DATABSE_URL} would run on an empty database of its own. Names that resemble none are left
 * alone: Kubernetes and others put variables of their own beside ours.
 */
public final class SettingNames {
  private static final String PREFIX = "POSTERN_";

  /** What Kubernetes tells of a service called {@code postern-smtp}. */
  private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://");

  /** More letters than these apart are two words. */
  private static final int NEAR = 2;

  static final List<String> KNOWN =
      List.of(
          "ADMIN_API_KEY",
          "ADMIN_EMAIL",
          "ADMIN_PASSWORD",
          "API_BODY_TIMEOUT",
          "API_MAX_CONCURRENT",
          "CONFIRMATION_WINDOW",
          "CONSOLE_LOG_LEVEL",
          "DATABASE_PASSWORD",
          "DATABASE_URL",
          "DATABASE_USER",
          "DATA_DIR",
          "DELIVERY_DRAIN",
          "DELIVERY_LEASE",
          "DELIVERY_MAX_INTERRUPTIONS",
          "DELIVERY_MAX_IN_FLIGHT",
          "DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT",
          "DELIVERY_MAX_RETRIES_IN_FLIGHT",
          "DELIVERY_POLL",
          "EGRESS_ALLOW",
          "EGRESS_PROXY",
          "EGRESS_PROXY_PASSWORD",
          "EGRESS_PROXY_USER",
          "EGRESS_REQUIRE_HTTPS",
          "GEOIP_FILE",
          "HANDLER_TIMEOUT",
          "HANDOVER_AT_ONCE",
          "HANDOVER_LEASE",
          "HANDOVER_OUTCOMES_KEPT",
          "HANDOVER_PER_SOURCE",
          "HANDOVER_POLL",
          "HANDOVER_RETRY_SCHEDULE",
          "HTTPS_PORT",
          "HTTP_PORT",
          "INGEST_BATCH_ROWS",
          "INGEST_BODY_TIMEOUT",
          "INGEST_COMMIT_TIMEOUT",
          "INGEST_DEDUPE_RETENTION",
          "INGEST_QUEUE_BYTES",
          "INGEST_QUEUE_ROWS",
          "INGEST_WRITERS",
          "JAVA_OPTS",
          "KMS_LIBRARY",
          "LOG_FORMAT",
          "MAIL_FROM",
          "MASTER_KEY",
          "MASTER_KEY_FILE",
          "MASTER_KEY_PREVIOUS",
          "MAX_CONNECTIONS",
          "OIDC_CLIENT_ID",
          "OIDC_CLIENT_SECRET",
          "OIDC_DISCOVERY_URL",
          "OIDC_GROUPS_CLAIM",
          "OIDC_NAME",
          "OIDC_REQUIRE_HTTPS",
          "OIDC_ROLES",
          "OIDC_SCOPES",
          "OIDC_SESSION_HOURS",
          "OIDC_SIGNATURE_ALGORITHM",
          "OIDC_TRUSTSTORE",
          "OIDC_TRUSTSTORE_PASSWORD",
          "PAGERDUTY_URL",
          "PUBLIC_URL",
          "REJECTIONS_KEPT",
          "REPLAY_PER_SECOND",
          "RETENTION_EVERY",
          "RETRY_CLIENT_ERROR_ATTEMPTS",
          "RETRY_SCHEDULE",
          "ROLES",
          "SMTP_URL",
          "TLS_KEYSTORE",
          "TLS_KEYSTORE_PASSWORD",
          "TRUSTED_PROXIES",
          "TRUSTED_PROXIES_HEADER");

  private SettingNames() {}

  /** A {@link ConfigException} for a variable that is nearly a setting and none. */
  public static void refuseMisspelt(Map<String, String> environment) {
    environment.entrySet().stream()
        .filter(entry -> !SERVICE_LINK.matcher(entry.getValue()).lookingAt())
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(PREFIX))
        .sorted()
        .forEach(name ->
            nearest(name.substring(PREFIX.length()))
                .ifPresent(meant -> {
                  throw new ConfigException(
                      name + " is no setting; did you mean " + PREFIX + meant + "?");
                }));
  }

  /** Empty for what is one, and for what is like none. */
  private static Optional<String> nearest(String name) {
    if (KNOWN.contains(name)) {
      return Optional.empty();
    }
    return KNOWN.stream()
        .filter(known -> distance(known, name) <= NEAR)
        .min(Comparator.comparingInt(known -> distance(known, name)));
  }

  /** Levenshtein's: letters to put in, take out or exchange. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
