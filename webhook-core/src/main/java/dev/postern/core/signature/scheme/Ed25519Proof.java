package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ed25519 (RFC 8032). A receiver's secret is the public key; a signer's is the private one.
 *
 * @param encoding how keys are written
 * @param publicPrefix text before a public key, such as {@code whpk_}; may be left out when read
 * @param privatePrefix the same for private keys
 */
public record Ed25519Proof(Encoding encoding, String publicPrefix, String privatePrefix)
    implements Proof {

  private static final int SIGNATURE_LENGTH = 64;

  /** As Standard Webhooks writes keys: {@code whpk_} and {@code whsk_}. */
  public static final Ed25519Proof STANDARD_WEBHOOKS =
      new Ed25519Proof(Encoding.BASE64, "whpk_", "whsk_");

  @Override
  public boolean usable(SecretText secret) {
    return publicKey(secret).isPresent();
  }

  private Optional<PublicKey> publicKey(SecretText secret) {
    return encoding
        .decode(bare(secret, publicPrefix))
        .filter(raw -> raw.length == Ed25519Keys.LENGTH)
        .flatMap(Ed25519Keys::publicKey);
  }

  @Override
  public Optional<Predicate<String>> over(
      List<byte[]> message, SecretText secret, Encoding candidates) {
    return publicKey(secret)
        .map(key ->
            text ->
                candidates
                    .decode(text)
                    .filter(it -> it.length == SIGNATURE_LENGTH)
                    .filter(it -> KeyPairAlgorithm.ED25519.verifies(key, message, it))
                    .isPresent());
  }

  @Override
  public byte[] sign(List<byte[]> message, SecretText secret) {
    return KeyPairAlgorithm.ED25519.sign(Ed25519Keys.privateKey(privateBytes(secret)), message);
  }

  private byte[] privateBytes(SecretText secret) {
    return encoding
        .decode(bare(secret, privatePrefix))
        .orElseThrow(() -> new IllegalArgumentException("The secret is no Ed25519 private key."));
  }

  @Override
  public boolean asymmetric() {
    return true;
  }

  @Override
  public SecretText verificationSecret(SecretText signing) {
    byte[] raw = privateBytes(signing);
    if (raw.length != 2 * Ed25519Keys.LENGTH) {
      throw new IllegalArgumentException("A bare seed does not carry its public key.");
    }
    byte[] key = Arrays.copyOfRange(raw, Ed25519Keys.LENGTH, raw.length);
    return SecretText.of(publicPrefix + encoding.encode(key));
  }

  /** A new private key in this form. */
  public SecretText generate(SecureRandom random) {
    return SecretText.of(privatePrefix + encoding.encode(Ed25519Keys.generate(random)));
  }

  private static String bare(SecretText secret, String prefix) {
    String text = secret.reveal();
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }
}
