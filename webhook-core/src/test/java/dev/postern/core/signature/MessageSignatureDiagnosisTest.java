package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of message signatures: keys that were read in another way, bodies that changed on their way. */
class MessageSignatureDiagnosisTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String HEX =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("rfc9421").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "secret_read_differently, decoded from hex, ''",
    "secret_read_differently, as text, ''",
    "secret_read_differently, decoded from hex, '\n'",
    "bad_signature, nothing, ''"
  })
  void hex_key_that_is_base64_too_is_told(String code, String reading, String pasted) {
    byte[] key =
        switch (reading) {
          case "decoded from hex" -> HexFormat.of().parseHex(HEX);
          case "as text" -> HEX.getBytes(UTF_8);
          default -> "another".getBytes(UTF_8);
        };
    SignedRequest sent = signed("{}", Base64.getEncoder().encodeToString(key));

    assertThat(SCHEME.canVerifyWith(SecretText.of(HEX))).isTrue();
    Diagnosis told = diagnosis(sent, HEX + pasted);
    assertThat(told.code()).isEqualTo(code);
    if (code.equals("secret_read_differently")) {
      assertThat(told.sentence()).contains("reads it " + reading, "decoded from base64");
    }
  }

  @Test
  void public_key_is_never_tried_as_a_shared_one() {
    String spki = "MCowBQYDK2VwAyEAv8inoN32f6T/7vBzv6vMgaHJz+lOYQ/rAkJvTv+2PKk=";

    assertThat(diagnosis(macOfUnnamedAlgorithm(spki.getBytes(UTF_8)), spki).code())
        .isEqualTo("bad_signature");
    assertThat(diagnosis(macOfUnnamedAlgorithm(HEX.getBytes(UTF_8)), HEX).code())
        .isEqualTo("secret_read_differently");
  }

  private static SignedRequest macOfUnnamedAlgorithm(byte[] key) {
    SignedRequest draft = signed("{}", HEX);
    String digest = draft.headers().first("Content-Digest").orElseThrow();
    String input = "(\"@method\" \"@target-uri\" \"content-digest\");created=1760000000";
    String base =
        "\"@method\": POST\n\"@target-uri\": %s\n\"content-digest\": %s\n\"@signature-params\": %s"
            .formatted(draft.url(), digest, input);
    byte[] mac = Digests.mac("HmacSHA256", key, base.getBytes(UTF_8));
    return draft.withHeaders(
        HeaderFields.of(
            "Signature-Input",
            "sig=" + input,
            "Signature",
            "sig=:" + Base64.getEncoder().encodeToString(mac) + ":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1}|{\"a\":1}|body_reserialised",
        "{\"a\":1}|'{\"a\":1}\n'|trailing_newline",
        "'a\r\nb'|'a\nb'|line_endings_changed",
        "{\"a\":1}|''|digest_mismatch",
        "{\"a\":1}|{\"a\":2}|digest_mismatch"
      })
  void body_of_another_digest_is_looked_for_among_the_usual_changes(
      String body, String received, String code) {
    String key = Base64.getEncoder().encodeToString("shared".getBytes(UTF_8));
    SignedRequest sent = signed(body, key).withBody(received.getBytes(UTF_8));

    assertThat(diagnosis(sent, key).code()).isEqualTo(code);
  }

  private static SignedRequest signed(String body, String key) {
    SignedRequest draft =
        new SignedRequest(
            "POST", "https://gw.example.com/in/x", HeaderFields.of(), body.getBytes(UTF_8));
    return SCHEME.signed(draft, SecretText.of(key), VerificationSettings.defaults(), NOW);
  }

  private static Diagnosis diagnosis(SignedRequest request, String configured) {
    return ((Verdict.Rejected)
            SCHEME.verify(request, Rings.of(configured), VerificationSettings.defaults(), NOW))
        .diagnosis();
  }
}
