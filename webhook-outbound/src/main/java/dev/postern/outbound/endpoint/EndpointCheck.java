package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.outbound.Findings;
import dev.postern.outbound.send.HeaderRules;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be stored as an endpoint. Pointers are those of the contract's shape. Thread-safe. */
@Service
public class EndpointCheck {
  private static final String WHSEC = "whsec_";
  private static final int MAX_HEADERS_LENGTH = 12_000;

  private final EgressPolicy egress;

  @Inject
  EndpointCheck(PlatformConfig config) {
    this(config.egress());
  }

  public EndpointCheck(EgressPolicy egress) {
    this.egress = egress;
  }

  /** 422 {@code invalid_url}, {@code invalid_header} or {@code invalid_value}. */
  public void settings(EndpointSettings settings) {
    Findings findings = new Findings();
    url(settings.url(), findings);
    findings.text(settings.description(), 0, 1000, "/description");
    formats(settings, findings);
    headers(settings, findings);
    new AccessCheck(egress, findings).judge(settings);
    delivery(settings.delivery(), findings);
    batching(settings, findings);
    SuspensionRule suspension = settings.suspension();
    findings.range((long) suspension.afterFailures(), 1, 1000, "/suspend_after_failures");
    findings.range(seconds(suspension.minimumAge()), 0, 604_800, "/suspend_min_seconds");
    findings.raise();
  }

  static boolean isKeyPair(SecretText secret) {
    return secret.reveal().startsWith("whsk_");
  }

  /**
   * 422 when a format is keyed with text that the receiver of an ed25519 key does not have.
   *
   * @param pointer what of the request does not fit the rest
   */
  static void formatsOf(EndpointSettings settings, boolean keyPair, String pointer) {
    if (keyPair
        && (settings.signatureFormats().contains(SignatureFormat.X_WEBHOOK)
            || settings.signatureFormats().contains(SignatureFormat.X_SIGNATURE))) {
      new Findings()
          .check(
              false,
              pointer,
              "With an ed25519 key only standard and cloudevents can be signed.")
          .raise();
    }
  }

  /**
   * 422 {@code invalid_secret} unless it is {@code whsec_} and base64 of 24 to 64 bytes, or a
   * {@code whsk_} key.
   */
  public void secret(SecretText secret) {
    String text = secret.reveal();
    if (isKeyPair(secret)) {
      keyPair(secret);
      return;
    }
    int bytes = text.startsWith(WHSEC) ? decodedLength(text.substring(WHSEC.length())) : -1;
    if (bytes < 24 || bytes > 64) {
      new Findings()
          .add(
              "invalid_secret",
              "/secret",
              "A secret is whsec_ followed by the base64 of 24 to 64 bytes.")
          .raise();
    }
  }

  private static void keyPair(SecretText secret) {
    try {
      SecretText unused = StandardWebhooks.publicKey(secret);
    } catch (IllegalArgumentException noKey) {
      new Findings()
          .add(
              "invalid_secret",
              "/secret",
              "A key is whsk_ followed by the base64 of an ed25519 key pair.")
          .raise();
    }
  }

  private void url(String url, Findings findings) {
    switch (egress.check(url)) {
      case Decision.Allowed allowed ->
          findings.check(
              allowed.url().toString().length() <= 2048, "/url", "A URL has 2048 characters.");
      case Decision.Refused(var refusal, String detail) ->
          findings.add("invalid_url", "/url", detail, detail + " (" + refusal.code() + ")");
    }
  }

  private static void formats(EndpointSettings settings, Findings findings) {
    List<SignatureFormat> formats = settings.signatureFormats();
    Map<SignatureFormat, Instant> sunsets = settings.formatOptions().sunsets();
    findings.check(
        !formats.isEmpty() && formats.stream().distinct().count() == formats.size(),
        "/signature_formats",
        "Name at least one format, and each one once.");
    sunsets
        .keySet()
        .forEach(format ->
            findings.check(
                formats.contains(format),
                "/signature_format_sunsets/" + format.word(),
                "Only a format that is sent can have a sunset."));
    findings.check(
        formats.isEmpty() || !sunsets.keySet().containsAll(formats),
        "/signature_format_sunsets",
        "One format must stay: a request is never sent unsigned.");
  }

  private static void headers(EndpointSettings settings, Findings findings) {
    HeaderRules.problems(List.copyOf(settings.headers().entrySet()))
        .forEach(problem ->
            findings.add(
                "invalid_header", "/headers/" + pointer(problem.name()), problem.detail()));
    int length =
        settings.headers().entrySet().stream()
            .mapToInt(header -> header.getKey().length() + header.getValue().length())
            .sum();
    if (length > MAX_HEADERS_LENGTH) {
      findings.add(
          "invalid_header",
          "/headers",
          "All headers together may have " + MAX_HEADERS_LENGTH + " characters.");
    }
  }

  private static void delivery(DeliveryRules rules, Findings findings) {
    findings.range(seconds(rules.timeout()), 1, 120, "/timeout_seconds");
    findings.range(number(rules.maxAttempts()), 1, RetrySchedule.MAX_WAITS + 1, "/max_attempts");
    findings.range(number(rules.maxInFlight()), 1, 1000, "/max_in_flight");
    if (rules.rateLimit() instanceof RateLimit(int requests, Duration period)) {
      findings.range((long) requests, 1, 1_000_000, "/rate_limit/requests");
      findings.range(seconds(period), 1, 86_400, "/rate_limit/per_seconds");
    }
  }

  private static void batching(EndpointSettings settings, Findings findings) {
    if (settings.delivery().batching() instanceof Batching(int events, Duration wait)) {
      findings.range((long) events, 1, Batching.MOST_EVENTS, "/batch/max_events");
      findings.range(wait.toMillis(), 0, 60_000, "/batch/max_wait_ms");
      findings.check(
          !settings.signatureFormats().contains(SignatureFormat.CLOUDEVENTS)
              || settings.formatOptions().mode() == CloudEventsMode.STRUCTURED,
          "/cloudevents_mode",
          "A batch of CloudEvents is structured: the binary mode carries one event.");
    }
  }

  private static int decodedLength(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException notBase64) {
      return -1;
    }
  }

  private static Long seconds(Duration duration) {
    return duration.toSeconds();
  }

  private static @Nullable Long number(@Nullable Integer value) {
    return value == null ? null : (long) value;
  }

  /** RFC 6901 section 3. */
  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
