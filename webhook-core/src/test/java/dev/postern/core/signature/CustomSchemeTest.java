package dev.postern.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CustomScheme.Algorithm;
import dev.postern.core.signature.CustomScheme.Encoding;
import dev.postern.core.signature.CustomScheme.TimestampUnit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CustomSchemeTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final SecretText SECRET = SecretText.of("s3cret");
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("custom").orElseThrow();
  private static final SignedRequest DRAFT =
      new SignedRequest(
          "POST",
          "https://gw.example.com/in/x",
          HeaderFields.of("X-Id", "m1"),
          "{\"meta\":{\"id\":7},\"kind\":\"paid\"}".getBytes(StandardCharsets.UTF_8));

  @Test
  void described_scheme_verifies_and_finds_the_events_name() {
    VerificationSettings settings = settings(described("{timestamp}:{id}.{body}", "X-At", "X-Id"));
    SignedRequest signed = SCHEME.signed(DRAFT, SECRET, settings, NOW);

    assertThat(signed.headers().first("X-Sig").orElseThrow()).startsWith("hmac ");
    assertThat(SCHEME.verify(signed, Rings.of(SECRET), settings, NOW))
        .asInstanceOf(type(Verdict.Accepted.class))
        .extracting(Verdict.Accepted::identity)
        .isEqualTo(new EventIdentity("7", false, "paid"));
  }

  @ParameterizedTest
  @CsvSource({"HMAC_SHA1, HEX", "HMAC_SHA512, BASE64URL"})
  void every_algorithm_and_encoding_makes_a_digest_of_its_length(
      Algorithm algorithm, Encoding encoding) {
    CustomScheme described =
        new CustomScheme(
            "X-Sig",
            "",
            "{body}",
            algorithm,
            encoding,
            null,
            TimestampUnit.SECONDS,
            null,
            null,
            null,
            null);
    SignedRequest signed = SCHEME.signed(DRAFT, SECRET, settings(described), NOW);

    assertThat(signed.headers().first("X-Sig").orElseThrow())
        .hasSize(algorithm == Algorithm.HMAC_SHA1 ? 40 : 86);
    assertThat(SCHEME.verify(signed, Rings.of(SECRET), settings(described), NOW))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @EnumSource(TimestampUnit.class)
  void timestamp_of_any_unit_is_held_to_the_schemes_own_window(TimestampUnit unit) {
    CustomScheme described =
        new CustomScheme(
            "X-Sig",
            "",
            "{timestamp}.{body}",
            Algorithm.HMAC_SHA256,
            Encoding.HEX,
            "X-At",
            unit,
            null,
            Duration.ofSeconds(10),
            null,
            null);
    SignedRequest signed = SCHEME.signed(DRAFT, SECRET, settings(described), NOW);

    assertThat(verify(signed, described, NOW.plusSeconds(10))).isInstanceOf(Verdict.Accepted.class);
    assertThat(reason(verify(signed, described, NOW.plusSeconds(11))))
        .isEqualTo(Reason.STALE_TIMESTAMP);
    assertThat(reason(verify(signed, described, NOW.minusSeconds(11))))
        .isEqualTo(Reason.FUTURE_TIMESTAMP);
  }

  @Test
  void source_without_a_description_accepts_nothing() {
    assertThat(reason(SCHEME.verify(DRAFT, Rings.of(SECRET), VerificationSettings.defaults(), NOW)))
        .isEqualTo(Reason.NO_SECRET);
  }

  @Test
  void description_that_protects_nothing_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> described("{timestamp}", "X-At", null)).hasMessageContaining("{body}");
    assertThatThrownBy(() -> described("{body}", "X-At", null))
        .hasMessageContaining("belong together");
    assertThatThrownBy(() -> described("{timestamp}{body}", null, null))
        .hasMessageContaining("belong together");
    assertThatThrownBy(() -> described("{id}{body}", null, null)).hasMessageContaining("id_header");
    assertThatThrownBy(() -> described("{body}{secret}", null, null))
        .hasMessageContaining("Unknown part");
    assertThatThrownBy(() -> described("{timestamp}{body}", "X At", null))
        .hasMessageContaining("no header name");
  }

  private static CustomScheme described(
      String template, @Nullable String stamp, @Nullable String id) {
    return new CustomScheme(
        "X-Sig",
        "hmac ",
        template,
        Algorithm.HMAC_SHA256,
        Encoding.BASE64,
        stamp,
        TimestampUnit.MILLISECONDS,
        id,
        null,
        "body:/meta/id",
        "body:/kind");
  }

  private static VerificationSettings settings(CustomScheme described) {
    return VerificationSettings.defaults().withCustom(described);
  }

  private static Verdict verify(SignedRequest request, CustomScheme described, Instant now) {
    return SCHEME.verify(request, Rings.of(SECRET), settings(described), now);
  }

  private static Reason reason(Verdict verdict) {
    return ((Verdict.Rejected) verdict).reason();
  }
}
