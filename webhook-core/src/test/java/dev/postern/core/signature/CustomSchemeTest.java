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
  @CsvSource({
    "HMAC_SHA1, HEX, 40",
    "HMAC_SHA256, HEX, 64",
    "HMAC_SHA256, BASE64, 44",
    "HMAC_SHA384, BASE64, 64",
    "HMAC_SHA512, BASE64URL, 86"
  })
  void every_algorithm_and_encoding_makes_a_digest_of_its_length(
      Algorithm algorithm, Encoding encoding, int length) {
    CustomScheme described =
        new CustomScheme(
            new CustomScheme.Digest("X-Sig", "", algorithm, encoding),
            "{body}",
            null,
            null,
            new CustomScheme.Event(null, null));
    SignedRequest signed = SCHEME.signed(DRAFT, SECRET, settings(described), NOW);

    assertThat(signed.headers().first("X-Sig").orElseThrow()).hasSize(length);
    assertThat(SCHEME.verify(signed, Rings.of(SECRET), settings(described), NOW))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void every_part_of_the_template_is_signed_as_it_stands_in_the_request() {
    CustomScheme described =
        new CustomScheme(
            new CustomScheme.Digest("X-Sig", "", Algorithm.HMAC_SHA256, Encoding.HEX),
            "{method} {url}|{path}|{query}|{header:x-ID}|{header:X-None}|{header:X-Two}|{body}",
            null,
            null,
            new CustomScheme.Event(null, null));
    String message = "PUT https://h:1/a/b?c=%20&d#f|/a/b|c=%20&d|m1||1, 2|" + "body";
    SignedRequest request =
        new SignedRequest(
            "PUT",
            "https://h:1/a/b?c=%20&d#f",
            HeaderFields.of(
                "X-Id", "m1", "X-Two", "1", "X-Two", "2", "X-Sig", Digests.hex("s3cret", message)),
            "body".getBytes(StandardCharsets.UTF_8));

    assertThat(verify(request, described, NOW)).isInstanceOf(Verdict.Accepted.class);
    assertThat(reason(verify(request.withHeaders(HeaderFields.of("x-id", "m2")), described, NOW)))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @EnumSource(TimestampUnit.class)
  void timestamp_of_any_unit_is_held_to_the_schemes_own_window(TimestampUnit unit) {
    CustomScheme described =
        new CustomScheme(
            new CustomScheme.Digest("X-Sig", "", Algorithm.HMAC_SHA256, Encoding.HEX),
            "{timestamp}.{body}",
            new CustomScheme.Timestamp("X-At", unit, Duration.ofSeconds(10)),
            null,
            new CustomScheme.Event(null, null));
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
        .hasMessageContaining("no name");
  }

  private static CustomScheme described(
      String template, @Nullable String stamp, @Nullable String id) {
    return new CustomScheme(
        new CustomScheme.Digest("X-Sig", "hmac ", Algorithm.HMAC_SHA256, Encoding.BASE64),
        template,
        stamp == null ? null : new CustomScheme.Timestamp(stamp, TimestampUnit.MILLISECONDS, null),
        id,
        new CustomScheme.Event("body:/meta/id", "body:/kind"));
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
