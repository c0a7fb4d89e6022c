package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** White space around a secret that has to be decoded leaves no key: that is what is told. */
class PaddedSecretTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final VerificationSettings SETTINGS = VerificationSettings.defaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "standard-webhooks",
        "svix",
        "gitlab-signed",
        "adyen",
        "discord",
        "standard-webhooks-v1a"
      })
  void is_told_from_a_malformed_secret(String provider) {
    SignatureScheme scheme = SignatureSchemes.forProvider(provider).orElseThrow();
    SecretText signing = scheme.generateSecret(new SecureRandom());
    String key = scheme.verificationSecret(signing).reveal();
    SignedRequest sent = signed(scheme, signing);

    for (String pasted : new String[] {key + " ", key + "\n", " " + key, key + "\r\n"}) {
      assertThat(diagnosis(scheme, sent, pasted)).isEqualTo("secret_has_white_space");
      assertThat(diagnosis(scheme, sent, pasted, unlike(scheme)))
          .isIn("secret_has_white_space", "other_secret");
    }
    assertThat(diagnosis(scheme, sent, key + "!")).isEqualTo("secret_malformed");
    assertThat(diagnosis(scheme, sent, " \n")).isEqualTo("secret_blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard-webhooks", "adyen"})
  void is_told_beside_a_version_that_is_a_key(String provider) {
    SignatureScheme scheme = SignatureSchemes.forProvider(provider).orElseThrow();
    SecretText signing = scheme.generateSecret(new SecureRandom());
    SignedRequest sent = signed(scheme, signing);

    assertThat(diagnosis(scheme, sent, signing.reveal() + "\n", unlike(scheme)))
        .isEqualTo("secret_has_white_space");
  }

  private static String unlike(SignatureScheme scheme) {
    return scheme.verificationSecret(scheme.generateSecret(new SecureRandom())).reveal();
  }

  private static SignedRequest signed(SignatureScheme scheme, SecretText signing) {
    String item =
        "{\"notificationItems\":[{\"NotificationRequestItem\":{\"pspReference\":\"p\","
            + "\"additionalData\":{}}}]}";
    SignedRequest draft =
        new SignedRequest("POST", "https://a.example/", HeaderFields.of(), item.getBytes(UTF_8));
    return scheme.signed(draft, signing, SETTINGS, NOW);
  }

  private static String diagnosis(SignatureScheme scheme, SignedRequest sent, String... ring) {
    return ((Verdict.Rejected) scheme.verify(sent, Rings.of(ring), SETTINGS, NOW))
        .diagnosis()
        .code();
  }
}
