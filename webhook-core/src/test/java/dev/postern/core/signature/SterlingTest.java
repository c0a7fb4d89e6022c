package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Basic (RFC 7617): a user, a colon, a password. */
class SterlingTest {
  private static final SignatureScheme STERLING =
      SignatureSchemes.forProvider("sterling").orElseThrow();
  private static final SignedRequest DRAFT =
      new SignedRequest(
          "POST", "https://gw.example.com/in/x", HeaderFields.of(), "{}".getBytes(UTF_8));
  private static final String PAIR = "gateway:correct horse";

  @Test
  void credentials_are_basic_and_nothing_else() {
    String encoded = base64(PAIR);

    assertThat(verify(PAIR, "Basic " + encoded)).isEqualTo("accepted");
    assertThat(verify(PAIR, "bAsIc  " + encoded)).isEqualTo("accepted");
    for (String bad :
        List.of(
            encoded,
            "Bearer " + encoded,
            "Basic",
            "Basic !",
            "Basic a",
            "Basic " + encoded + " x")) {
      assertThat(verify(PAIR, bad)).as(bad).isEqualTo("malformed_signature");
    }
    assertThat(verify(PAIR, "Basic eDp5")).isEqualTo("bad_token");
  }

  @Test
  void password_may_have_colons_and_blanks() {
    assertThat(verify("u:a:b c", "Basic " + base64("u:a:b c"))).isEqualTo("accepted");
    assertThat(verify(":p", "Basic " + base64(":p"))).isEqualTo("accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-colon-at-all", "user:", ":", " : ", "", " "})
  void text_without_user_colon_and_password_is_no_secret(String secret) {
    assertThat(STERLING.canVerifyWith(SecretText.of(secret))).isFalse();
    assertThat(verify(secret, "Basic " + base64(secret.isEmpty() ? ":" : secret)))
        .isEqualTo("empty_secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            STERLING.sign(
                DRAFT, SecretText.of(secret), VerificationSettings.defaults(), Instant.EPOCH));
  }

  @Test
  void every_live_pair_counts_and_the_one_that_matched_is_named() {
    SignedRequest signed =
        STERLING.signed(
            DRAFT, SecretText.of("old:pair"), VerificationSettings.defaults(), Instant.EPOCH);

    assertThat(
            STERLING.verify(
                signed, Rings.of(PAIR, "old:pair"), VerificationSettings.defaults(), Instant.EPOCH))
        .asInstanceOf(type(Verdict.Accepted.class))
        .extracting(Verdict.Accepted::secretId)
        .isEqualTo("sec_2");
  }

  @Test
  void generated_secret_is_what_a_client_of_http_basic_sends() {
    String[] pair = STERLING.generateSecret(new SecureRandom()).reveal().split(":", 2);

    assertThat(verify(String.join(":", pair), "Basic " + base64(pair[0] + ":" + pair[1])))
        .isEqualTo("accepted");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String verify(String secret, String authorization) {
    Verdict verdict =
        STERLING.verify(
            DRAFT.withHeaders(HeaderFields.of("Authorization", authorization)),
            Rings.of(secret),
            VerificationSettings.defaults(),
            Instant.EPOCH);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
