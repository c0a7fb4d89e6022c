package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What an unknown sender may make us compute before its request is believed. */
class SignatureFloodTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final VerificationSettings SETTINGS = VerificationSettings.defaults();
  private static final SignatureScheme PAIRS =
      SignatureSchemes.forProvider("standard-webhooks-v1a").orElseThrow();
  private static final SignatureScheme SHARED =
      SignatureSchemes.forProvider("standard-webhooks").orElseThrow();
  private static final SecretText PRIVATE = PAIRS.generateSecret(new SecureRandom());
  private static final String OTHER =
      "v1a," + Base64.getEncoder().encodeToString(new byte[64]) + " ";

  @Test
  void twenty_signatures_of_a_key_pair_are_tried_and_no_more() {
    assertThat(judged(OTHER.repeat(19))).isEqualTo("accepted");
    assertThat(judged(OTHER.repeat(20))).isEqualTo("malformed_signature");
    assertThat(judged("v1,AAAA v2,AAAA ".repeat(50))).isEqualTo("accepted");
    assertThat(refused(OTHER.repeat(5_000)).diagnosis().code()).isEqualTo("too_many_signatures");
    assertThat(refused(OTHER.repeat(24)).diagnosis().sentence()).contains("25", "20");
  }

  @Test
  void digests_are_only_compared_and_so_not_counted() {
    SecretText secret = SHARED.generateSecret(new SecureRandom());
    SignedRequest signed = SHARED.signed(draft(), secret, SETTINGS, NOW);
    String own = signed.headers().first("webhook-signature").orElseThrow();
    String digest = "v1," + Base64.getEncoder().encodeToString(new byte[32]) + " ";
    SignedRequest many =
        signed.withHeaders(HeaderFields.of("webhook-signature", digest.repeat(100) + own));

    assertThat(SHARED.verify(many, Rings.of(secret), SETTINGS, NOW))
        .isInstanceOf(Verdict.Accepted.class);
  }

  private static String judged(String before) {
    return verdict(before) instanceof Verdict.Rejected no ? no.reason().code() : "accepted";
  }

  private static Verdict.Rejected refused(String before) {
    return (Verdict.Rejected) verdict(before);
  }

  /** On a genuine request with those signatures before its own. */
  private static Verdict verdict(String before) {
    SignedRequest signed = PAIRS.signed(draft(), PRIVATE, SETTINGS, NOW);
    String own = signed.headers().first("webhook-signature").orElseThrow();
    return PAIRS.verify(
        signed.withHeaders(HeaderFields.of("webhook-signature", before + own)),
        Rings.of(PAIRS.verificationSecret(PRIVATE)),
        SETTINGS,
        NOW);
  }

  private static SignedRequest draft() {
    return new SignedRequest(
        "POST", "https://a.example/", HeaderFields.of(), "{\"type\":\"t\"}".getBytes(UTF_8));
  }
}
