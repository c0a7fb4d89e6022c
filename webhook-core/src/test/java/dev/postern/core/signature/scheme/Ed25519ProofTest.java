package dev.postern.core.signature.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.util.AbstractList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no signature by its length costs no run over the body. */
class Ed25519ProofTest {
  private static final Ed25519Proof PROOF = Ed25519Proof.STANDARD_WEBHOOKS;
  private static final SecretText PUBLIC =
      PROOF.verificationSecret(PROOF.generate(new SecureRandom()));

  /** A body that says when it is run through. */
  private static final List<byte[]> BODY =
      new AbstractList<>() {
        @Override
        public byte[] get(int index) {
          throw new IllegalStateException("run through");
        }

        @Override
        public int size() {
          return 1;
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 63, 65, 128})
  void bytes_of_another_length_are_no_candidate(int length) {
    assertThat(judge().test(Base64.getEncoder().encodeToString(new byte[length]))).isFalse();
  }

  @Test
  void bytes_of_its_length_are_verified() {
    String candidate = Base64.getEncoder().encodeToString(new byte[64]);

    assertThatThrownBy(() -> judge().test(candidate)).hasMessage("run through");
  }

  private static Predicate<String> judge() {
    return PROOF.over(BODY, PUBLIC, Encoding.BASE64).orElseThrow();
  }
}
