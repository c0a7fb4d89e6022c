package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * ECDSA on P-256 with SHA-256 and DER signatures. A receiver's secret is the public key, base64 or
 * PEM of its SubjectPublicKeyInfo. A signer's is the base64 of the PKCS #8 private key, a dot, and
 * the public key.
 */
public record EcdsaProof() implements Proof {
  private static final KeyPairAlgorithm ALGORITHM = KeyPairAlgorithm.ECDSA_SHA256_DER;

  @Override
  public boolean usable(SecretText secret) {
    return publicKey(secret).isPresent();
  }

  private static Optional<PublicKey> publicKey(SecretText secret) {
    return KeyText.der(secret)
        .flatMap(spki -> KeyText.publicKey("EC", spki))
        .filter(key -> ((ECKey) key).getParams().getCurve().getField().getFieldSize() == 256);
  }

  @Override
  public Optional<Predicate<String>> over(
      List<byte[]> message, SecretText secret, Encoding candidates) {
    return publicKey(secret)
        .map(key ->
            text ->
                candidates
                    .decode(text)
                    .filter(it -> ALGORITHM.verifies(key, message, it))
                    .isPresent());
  }

  @Override
  public byte[] sign(List<byte[]> message, SecretText secret) {
    PrivateKey key =
        KeyText.der(SecretText.of(secret.reveal().replaceFirst("\\..*", "")))
            .flatMap(pkcs8 -> KeyText.privateKey("EC", pkcs8))
            .orElseThrow(() -> new IllegalArgumentException("The secret is no P-256 private key."));
    return ALGORITHM.sign(key, message);
  }

  @Override
  public boolean asymmetric() {
    return true;
  }

  @Override
  public SecretText verificationSecret(SecretText signing) {
    return SecretText.of(signing.reveal().substring(signing.reveal().indexOf('.') + 1));
  }

  /** A new key pair in the signer's form. */
  public static SecretText generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return SecretText.of(
          base64.encodeToString(pair.getPrivate().getEncoded())
              + "."
              + base64.encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has P-256.", e);
    }
  }
}
