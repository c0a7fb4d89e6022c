package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request of another provider, at a source whose own provider signs inside the body. */
class ForeignSignatureTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String SECRET =
      "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
  private static final VerificationSettings SETTINGS =
      VerificationSettings.defaults()
          .withProviderConfig(Map.of("topic_arn", "arn:aws:sns:eu-west-1:123456789012:t"));

  @ParameterizedTest
  @ValueSource(strings = {"aws-sns", "ms-graph", "dropbox-sign", "adyen", "mailgun"})
  void is_told_wherever_its_own_form_is_missing(String provider) {
    SignedRequest stripe =
        scheme("stripe").signed(draft("{\"id\":\"evt_1\"}"), SecretText.of(SECRET), SETTINGS, NOW);

    assertThat(diagnosis(provider, stripe).code()).isEqualTo("other_provider");
    assertThat(diagnosis(provider, stripe).sentence()).contains("Stripe");
  }

  @Test
  void own_field_is_no_sign_of_another() {
    SignedRequest broken =
        draft("[]").withHeaders(HeaderFields.of("x-amz-sns-message-type", "Notification"));

    assertThat(diagnosis("aws-sns", broken).code()).isEqualTo("malformed_payload");
    assertThat(diagnosis("ms-graph", draft("{}")).code()).isEqualTo("malformed_payload");
  }

  @ParameterizedTest
  @CsvSource({"sha256-, prefix_missing", "v1_, prefix_missing", "sha256:, prefix_missing"})
  void prefix_of_another_form_before_hex_is_told(String prefix, String code) {
    byte[] digest = Digests.mac("HmacSHA256", SECRET.getBytes(UTF_8), "{}".getBytes(UTF_8));
    SignedRequest request =
        draft("{}")
            .withHeaders(
                HeaderFields.of("X-Hub-Signature-256", prefix + HexFormat.of().formatHex(digest)));

    assertThat(diagnosis("github", request).code()).isEqualTo(code);
  }

  private static Diagnosis diagnosis(String provider, SignedRequest request) {
    return ((Verdict.Rejected) scheme(provider).verify(request, Rings.of(SECRET), SETTINGS, NOW))
        .diagnosis();
  }

  private static SignedRequest draft(String body) {
    return new SignedRequest("POST", "https://a.example/", HeaderFields.of(), body.getBytes(UTF_8));
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }
}
