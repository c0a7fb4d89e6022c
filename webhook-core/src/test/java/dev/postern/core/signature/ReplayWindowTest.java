package dev.postern.core.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.900Z");
  private static final SecretText SECRET = SecretText.of("0123456789abcdef");
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("generic-timestamped").orElseThrow();

  @ParameterizedTest
  @ValueSource(longs = {-300, -299, 0, 299, 300})
  void accepts_timestamp_up_to_the_bound_both_ways(long offset) {
    assertThat(verdict(offset, VerificationSettings.defaults()))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void rejects_timestamp_older_than_tolerance() {
    assertThat(reason(verdict(-301, VerificationSettings.defaults())))
        .isEqualTo(Reason.STALE_TIMESTAMP);
  }

  @Test
  void rejects_timestamp_further_ahead_than_tolerance() {
    assertThat(reason(verdict(301, VerificationSettings.defaults())))
        .isEqualTo(Reason.FUTURE_TIMESTAMP);
  }

  @Test
  void age_of_a_stamp_within_the_window_is_told_and_of_no_other() {
    List<Duration> ages = new ArrayList<>();
    VerificationSettings watched = VerificationSettings.defaults().withAges(ages::add);

    assertThat(verdict(-290, watched)).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict(-301, watched)).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict(290, watched)).isInstanceOf(Verdict.Accepted.class);

    assertThat(ages).extracting(Duration::toSeconds).containsExactly(290L, -290L);
  }

  @Test
  void tolerance_is_the_sources_own() {
    VerificationSettings narrow =
        VerificationSettings.defaults().withTolerance(Duration.ofSeconds(5));

    assertThat(verdict(-5, narrow)).isInstanceOf(Verdict.Accepted.class);
    assertThat(reason(verdict(-6, narrow))).isEqualTo(Reason.STALE_TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "+1772600767",
        " 1772600767",
        "1772600767 ",
        "-1",
        "1e9",
        "0x69a7c6bf",
        "1772600767.0",
        "١٧٧٢٦٠٠٧٦٧"
      })
  void rejects_timestamp_that_is_not_plain_digits_of_seconds(String text) {
    HeaderFields fields =
        HeaderFields.of("X-Timestamp", text, "X-Signature", "sha256=" + "0".repeat(64));

    assertThat(
            reason(
                SCHEME.verify(
                    request(fields), Rings.of(SECRET), VerificationSettings.defaults(), NOW)))
        .isEqualTo(Reason.MALFORMED_TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 16, 19, 20, 400})
  void number_beyond_any_calendar_lies_far_ahead(int digits) {
    String text = "9".repeat(digits);
    HeaderFields seconds =
        HeaderFields.of(
            "X-Timestamp", text, "X-Signature", "sha256=" + Digests.hex("k", text + ".{}"));
    HeaderFields millis =
        HeaderFields.of(
            "X-HubSpot-Request-Timestamp",
            text,
            "X-HubSpot-Signature-v3",
            Digests.base64("k", "POSThttps://gw.example.com/in/x{}" + text));

    for (String provider : List.of("generic-timestamped", "hubspot-v3")) {
      HeaderFields fields = provider.startsWith("hub") ? millis : seconds;
      assertThat(
              reason(
                  SignatureSchemes.forProvider(provider)
                      .orElseThrow()
                      .verify(
                          request(fields), Rings.of("k"), VerificationSettings.defaults(), NOW)))
          .isEqualTo(Reason.FUTURE_TIMESTAMP);
    }
  }

  private static Verdict verdict(long offset, VerificationSettings settings) {
    HeaderFields fields =
        SCHEME.sign(request(HeaderFields.of()), SECRET, settings, NOW.plusSeconds(offset));
    return SCHEME.verify(request(fields), Rings.of(SECRET), settings, NOW);
  }

  private static SignedRequest request(HeaderFields fields) {
    return new SignedRequest("POST", "https://gw.example.com/in/x", fields, new byte[] {'{', '}'});
  }

  private static Reason reason(Verdict verdict) {
    return ((Verdict.Rejected) verdict).reason();
  }
}
