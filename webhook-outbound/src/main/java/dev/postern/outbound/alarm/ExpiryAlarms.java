package dev.postern.outbound.alarm;

import dev.postern.core.json.Json;
import dev.postern.core.notice.Notice;
import dev.postern.outbound.endpoint.store.ClientCertificateReads.ClientCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What ends soon. Pure. */
final class ExpiryAlarms {
  static final String SECRET = "secret.expiring";
  static final String CERTIFICATE = "certificate.expiring";

  /** Enough to reach a receiver's developer, and short enough for an overlap of a day. */
  static final Duration SECRET_AHEAD = Duration.ofHours(6);

  static final Duration CERTIFICATE_AHEAD = Duration.ofDays(21);
  private static final Duration LAST_DAYS = Duration.ofDays(3);

  private ExpiryAlarms() {}

  static Notice secret(AlarmStore.Ending ending) {
    return new Notice(
        ending.tenant(),
        SECRET,
        Notice.Severity.WARNING,
        SECRET + ":" + ending.endpoint(),
        "The old secret of %s signs until %s. A receiver that has not taken the new one refuses from then on."
            .formatted(ending.url(), Json.timestamp(ending.at())),
        Map.of(
            "endpoint_id",
            ending.endpoint().toString(),
            "expires_at",
            Json.timestamp(ending.at())));
  }

  static Optional<Notice> certificate(ClientCertificate certificate, Instant now) {
    Duration left = Duration.between(now, certificate.notAfter());
    if (left.compareTo(CERTIFICATE_AHEAD) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            certificate.tenant(),
            CERTIFICATE,
            left.compareTo(LAST_DAYS) <= 0 ? Notice.Severity.CRITICAL : Notice.Severity.WARNING,
            CERTIFICATE + ":" + certificate.endpoint(),
            "The client certificate that %s is called with %s %s."
                .formatted(
                    certificate.url(),
                    left.isNegative() ? "ended" : "ends",
                    Json.timestamp(certificate.notAfter())),
            Map.of(
                "endpoint_id",
                certificate.endpoint().toString(),
                "expires_at",
                Json.timestamp(certificate.notAfter()))));
  }
}
