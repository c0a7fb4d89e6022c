package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The unit of a timestamp is told by its size, however far off it is. */
class UnitDiagnosisTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);

  @ParameterizedTest
  @CsvSource({
    "stripe, 1760000000000, timestamp_in_milliseconds, is right but",
    "stripe, 1759990000000, timestamp_in_milliseconds, it is 10000 s old",
    "stripe, 1760000999999, timestamp_in_milliseconds, it lies 999 s ahead",
    "stripe, 1759990000000000, timestamp_in_microseconds, it is 10000 s old",
    "stripe, 175999000000000000, timestamp_in_nanoseconds, s old",
    "slack, 1759990000123456, timestamp_in_microseconds, this scheme writes seconds",
    "stripe, 1759990000, too_old, is 10000 s old",
    "stripe, 5, too_old, is 1759999995 s old",
    "stripe, 99999999999999999999, clock_ahead, ahead",
    "hubspot-v3, 1759990000, timestamp_in_seconds, it is 10000 s old",
    "hubspot-v3, 1760000299, timestamp_in_seconds, is right but",
    "hubspot-v3, 1760000000000000, timestamp_in_microseconds, this scheme writes milliseconds",
    "hubspot-v3, 1759990000000, too_old, is 10000 s old",
    "standard-webhooks, 1600000000000, timestamp_in_milliseconds, it is 160000000 s old"
  })
  void unit_is_told_and_then_the_age(String provider, String stamp, String code, String says) {
    Diagnosis diagnosis = diagnosis(provider, stamp);

    assertThat(diagnosis.code()).isEqualTo(code);
    assertThat(diagnosis.sentence()).contains(says);
  }

  private static Diagnosis diagnosis(String provider, String stamp) {
    String url = "https://a.example/";
    String body = "{}";
    byte[] key = "secret00".getBytes(UTF_8);
    String message =
        switch (provider) {
          case "slack" -> "v0:" + stamp + ":" + body;
          case "hubspot-v3" -> "POST" + url + body + stamp;
          case "standard-webhooks" -> "m." + stamp + "." + body;
          default -> stamp + "." + body;
        };
    byte[] keyBytes =
        provider.equals("standard-webhooks") ? Base64.getDecoder().decode("secret00") : key;
    byte[] digest = Digests.mac("HmacSHA256", keyBytes, message.getBytes(UTF_8));
    String hex = HexFormat.of().formatHex(digest);
    String base64 = Base64.getEncoder().encodeToString(digest);
    HeaderFields fields =
        switch (provider) {
          case "slack" ->
              HeaderFields.of("X-Slack-Request-Timestamp", stamp, "X-Slack-Signature", "v0=" + hex);
          case "hubspot-v3" ->
              HeaderFields.of(
                  "X-HubSpot-Request-Timestamp", stamp, "X-HubSpot-Signature-v3", base64);
          case "standard-webhooks" ->
              HeaderFields.of(
                  "webhook-id",
                  "m",
                  "webhook-timestamp",
                  stamp,
                  "webhook-signature",
                  "v1," + base64);
          default -> HeaderFields.of("Stripe-Signature", "t=" + stamp + ",v1=" + hex);
        };
    SignatureScheme scheme = SignatureSchemes.forProvider(provider).orElseThrow();
    SignedRequest request = new SignedRequest("POST", url, fields, body.getBytes(UTF_8));
    return ((Verdict.Rejected)
            scheme.verify(request, Rings.of("secret00"), VerificationSettings.defaults(), NOW))
        .diagnosis();
  }
}
