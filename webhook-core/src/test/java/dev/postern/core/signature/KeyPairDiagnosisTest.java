package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures of key pairs are explained as those of shared secrets are. */
class KeyPairDiagnosisTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String BODY = "[{\"id\": \"evt_1\", \"note\": \"a/b\"}]\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"standard-webhooks-v1a", "discord", "sendgrid"})
  void names_what_happened_to_the_body(String provider) {
    SignatureScheme scheme = scheme(provider);
    SecretText signing = scheme.generateSecret(new SecureRandom());
    SignedRequest genuine = signed(scheme, signing, BODY);
    SecretRing ring = Rings.of(scheme.verificationSecret(signing));

    assertThat(code(scheme, genuine, ring)).isEqualTo("accepted");
    assertThat(code(scheme, received(genuine, BODY.strip()), ring)).isEqualTo("trailing_newline");
    assertThat(code(scheme, received(genuine, ""), ring)).isEqualTo("other_secret");

    SignedRequest compact = signed(scheme, signing, "{\"id\":\"evt_1\",\"n\":[1,2]}");
    assertThat(code(scheme, received(compact, "{ \"id\": \"evt_1\", \"n\": [1, 2] }"), ring))
        .isEqualTo("body_reserialised");
    SignedRequest lost = signed(scheme, signing, "");
    assertThat(code(scheme, received(lost, BODY), ring)).isEqualTo("body_not_captured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard-webhooks-v1a", "discord", "sendgrid"})
  void names_the_expired_key_that_the_sender_still_uses(String provider) {
    SignatureScheme scheme = scheme(provider);
    SecretText signing = scheme.generateSecret(new SecureRandom());
    SecretRing ring =
        Rings.of(scheme.verificationSecret(signing))
            .rotateTo(
                new SecretVersion("sec_new", another(scheme), NOW, null),
                NOW.minusSeconds(60),
                Duration.ZERO);

    assertThat(diagnosis(scheme, signed(scheme, signing, BODY), ring))
        .satisfies(it -> {
          assertThat(it.code()).isEqualTo("expired_secret");
          assertThat(it.sentence()).contains("sec_1", "2026-03-04T05:05:07Z");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard-webhooks-v1a", "discord", "sendgrid"})
  void says_another_key_only_when_nothing_else_explains_the_signature(String provider) {
    SignatureScheme scheme = scheme(provider);
    SecretText signing = scheme.generateSecret(new SecureRandom());

    assertThat(diagnosis(scheme, signed(scheme, signing, BODY), Rings.of(another(scheme))))
        .satisfies(it -> {
          assertThat(it.code()).isEqualTo("other_secret");
          assertThat(it.sentence()).contains("public key");
        });
  }

  @Test
  void names_the_wrong_spelling_of_a_right_signature() {
    assertThat(respelled("standard-webhooks-v1a", it -> it.replace("v1a,", "v1,")))
        .isEqualTo("prefix_missing");
    assertThat(respelled("discord", it -> base64(HexFormat.of().parseHex(it))))
        .isEqualTo("base64_instead_of_hex");
    assertThat(
            respelled("sendgrid", it -> HexFormat.of().formatHex(Base64.getDecoder().decode(it))))
        .isEqualTo("hex_instead_of_base64");
  }

  @Test
  void gives_up_on_a_huge_body_instead_of_verifying_over_it_again_and_again() {
    SignatureScheme discord = scheme("discord");
    SecretText signing = discord.generateSecret(new SecureRandom());
    SignedRequest genuine = signed(discord, signing, BODY);

    assertThat(
            code(
                discord,
                received(genuine, " ".repeat(256 * 1024) + BODY),
                Rings.of(discord.verificationSecret(signing))))
        .isEqualTo("body_too_large_to_explain");
  }

  private static String respelled(String provider, UnaryOperator<String> spelling) {
    SignatureScheme scheme = scheme(provider);
    SecretText signing = scheme.generateSecret(new SecureRandom());
    SignedRequest genuine = signed(scheme, signing, BODY);
    String header = scheme.signatureHeader().orElseThrow();
    String value = spelling.apply(genuine.headers().first(header).orElseThrow());
    return code(
        scheme,
        genuine.withHeaders(HeaderFields.of(header, value)),
        Rings.of(scheme.verificationSecret(signing)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static SecretText another(SignatureScheme scheme) {
    return scheme.verificationSecret(scheme.generateSecret(new SecureRandom()));
  }

  private static SignedRequest signed(SignatureScheme scheme, SecretText signing, String body) {
    SignedRequest draft =
        new SignedRequest(
            "POST",
            "https://gw.example.com/in/x",
            HeaderFields.of("webhook-id", "msg_1"),
            body.getBytes(UTF_8));
    return scheme.signed(draft, signing, VerificationSettings.defaults(), NOW);
  }

  private static SignedRequest received(SignedRequest request, String body) {
    return request.withBody(body.getBytes(UTF_8));
  }

  private static String code(SignatureScheme scheme, SignedRequest request, SecretRing ring) {
    Verdict verdict = scheme.verify(request, ring, VerificationSettings.defaults(), NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.diagnosis().code() : "accepted";
  }

  private static Diagnosis diagnosis(
      SignatureScheme scheme, SignedRequest request, SecretRing ring) {
    return ((Verdict.Rejected) scheme.verify(request, ring, VerificationSettings.defaults(), NOW))
        .diagnosis();
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }
}
