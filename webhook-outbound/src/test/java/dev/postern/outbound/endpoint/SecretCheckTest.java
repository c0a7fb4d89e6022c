package dev.postern.outbound.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCheckTest {
  private static final EndpointSettings STANDARD = EndpointSettings.at("https://receiver.example/");

  @ParameterizedTest
  @ValueSource(ints = {24, 32, 64})
  void a_secret_of_24_to_64_bytes_is_taken(int bytes) {
    assertThatCode(() -> SecretCheck.fresh(secret(bytes), STANDARD, "/signature_formats"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void a_secret_of_another_length_is_refused(int bytes) {
    assertThat(secretProblem(secret(bytes)).code()).isEqualTo("invalid_secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_!!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
  void a_secret_of_another_form_is_refused_without_being_repeated(String text) {
    Problem problem = secretProblem(SecretText.of(text));
    assertThat(problem.code()).isEqualTo("invalid_secret");
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/secret");
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureFormat.class,
      names = {"X_WEBHOOK", "X_SIGNATURE", "CUSTOM"})
  void a_format_that_is_keyed_with_text_takes_any(SignatureFormat format) {
    EndpointSettings settings = STANDARD.with(FormatOptions.defaults(), format);
    assertThatCode(() -> fresh("a2b4c6d8", settings)).doesNotThrowAnyException();
    assertThatCode(() -> fresh("a secret: " + "x".repeat(246), settings))
        .doesNotThrowAnyException();
    for (String bad : new String[] {"a2b4c6d", "x".repeat(257), "a2b4c6d8\n", " a2b4c6d8"}) {
      assertThat(catchThrowableOfType(ProblemException.class, () -> fresh(bad, settings)).problem())
          .extracting(Problem::code)
          .isEqualTo("invalid_secret");
    }
  }

  @Test
  void beside_a_format_that_is_not_it_takes_none() {
    EndpointSettings both =
        STANDARD.with(FormatOptions.defaults(), SignatureFormat.CUSTOM, SignatureFormat.SVIX);
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> fresh("a2b4c6d8", both)).problem())
        .extracting(Problem::code)
        .isEqualTo("invalid_secret");
  }

  private static void fresh(String secret, EndpointSettings settings) {
    SecretCheck.fresh(SecretText.of(secret), settings, "/signature_formats");
  }

  private static Problem secretProblem(SecretText secret) {
    return catchThrowableOfType(
            ProblemException.class, () -> SecretCheck.fresh(secret, STANDARD, "/signature_formats"))
        .problem();
  }

  private static SecretText secret(int bytes) {
    return SecretText.of("whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]));
  }
}
