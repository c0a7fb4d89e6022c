package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where a token comes along in place of a signature. */
class TokenDiagnosisTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String TOKEN = "user:s3cret-token";

  @ParameterizedTest
  @CsvSource({"gitlab", "okta", "telegram", "sterling", "ms-graph", "cloudevents"})
  void token_pasted_with_white_space_is_told_from_a_wrong_one(String provider) {
    for (String pasted : new String[] {TOKEN + "\n", " " + TOKEN, TOKEN + "\r\n"}) {
      assertThat(diagnosis(provider, pasted).code()).isEqualTo("secret_has_white_space");
    }
    assertThat(diagnosis(provider, TOKEN + "x\n").code()).isEqualTo("bad_token");
    assertThat(diagnosis(provider, TOKEN.replace("-", " ")).code()).isEqualTo("bad_token");
  }

  private static Diagnosis diagnosis(String provider, String configured) {
    SignatureScheme scheme = SignatureSchemes.forProvider(provider).orElseThrow();
    String body =
        provider.equals("ms-graph")
            ? "{\"value\":[{\"id\":\"1\"},{\"id\":\"2\",\"clientState\":\"" + TOKEN + "\"}]}"
            : "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}";
    SignedRequest draft =
        new SignedRequest(
            "POST",
            "https://gw.example.com/in/x",
            HeaderFields.of("Content-Type", "application/cloudevents+json"),
            body.getBytes(UTF_8));
    SignedRequest sent =
        scheme.signed(draft, SecretText.of(TOKEN), VerificationSettings.defaults(), NOW);
    return ((Verdict.Rejected)
            scheme.verify(sent, Rings.of(configured), VerificationSettings.defaults(), NOW))
        .diagnosis();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void subscription_of_meta_without_a_configured_token_is_answered_to_nobody(String configured) {
    SignedRequest asked =
        new SignedRequest(
            "GET",
            "https://a/?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + configured.strip(),
            HeaderFields.of(),
            new byte[0]);
    Verdict.Rejected refused =
        (Verdict.Rejected)
            SignatureSchemes.forProvider("meta")
                .orElseThrow()
                .verify(
                    asked,
                    Rings.of("k"),
                    VerificationSettings.defaults()
                        .withProviderConfig(Map.of("verify_token", configured)),
                    NOW);

    assertThat(refused.reason()).isEqualTo(Reason.NO_SECRET);
    assertThat(refused.diagnosis().code()).isEqualTo("not_configured");
    assertThat(refused.diagnosis().sentence()).contains("verify_token");
  }
}
