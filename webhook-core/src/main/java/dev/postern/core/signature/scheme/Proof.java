package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How bytes are proven: an algorithm together with the form of its keys. Thread-safe. */
public interface Proof {

  /**
   * A test for encoded candidates against {@code message} under this secret; empty when the text is
   * not key material. The test takes the same time wherever a wrong candidate differs.
   */
  Optional<Predicate<String>> over(List<byte[]> message, SecretText secret, Encoding encoding);

  /** Whether the text is key material at all, without touching a message. */
  boolean usable(SecretText secret);

  /**
   * @param secret the signing key: for asymmetric proofs the private one
   * @throws IllegalArgumentException when the text is not such a key
   */
  byte[] sign(List<byte[]> message, SecretText secret);

  /** Whether receivers hold a public key. */
  default boolean asymmetric() {
    return false;
  }

  /** What a receiver has for that signing key: the same, unless the keys are a pair. */
  default SecretText verificationSecret(SecretText signing) {
    return signing;
  }
}
