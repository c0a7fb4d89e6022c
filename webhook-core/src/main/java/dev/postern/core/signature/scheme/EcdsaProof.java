package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * ECDSA on P-256 with SHA-256 and DER signatures. A receiver's secret is the public key, base64 of
 * its SubjectPublicKeyInfo. A signer's is the base64 of the PKCS #8 private key, a dot, and the
 * public key.
 */
public record EcdsaProof() implements Proof {
  private static final String ALGORITHM = "SHA256withECDSA";

  @Override
  public boolean usable(SecretText secret) {
    return publicKey(secret).isPresent();
  }

  private static Optional<PublicKey> publicKey(SecretText secret) {
    return Encoding.BASE64
        .decode(secret.reveal().strip())
        .flatMap(spki -> {
          try {
            return Optional.of(
                KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki)));
          } catch (GeneralSecurityException e) {
            // Base64 of something else.
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<Predicate<String>> over(
      List<byte[]> message, SecretText secret, Encoding candidates) {
    return publicKey(secret)
        .map(key ->
            text -> candidates.decode(text).filter(it -> verify(key, message, it)).isPresent());
  }

  private static boolean verify(PublicKey key, List<byte[]> message, byte[] candidate) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      for (byte[] part : message) {
        signature.update(part);
      }
      return signature.verify(candidate);
    } catch (SignatureException e) {
      // Not DER.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
    }
  }

  @Override
  public byte[] sign(List<byte[]> message, SecretText secret) {
    try {
      byte[] pkcs8 = Base64.getDecoder().decode(secret.reveal().replaceFirst("\\..*", ""));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
      for (byte[] part : message) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The secret is no P-256 private key.", e);
    }
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
