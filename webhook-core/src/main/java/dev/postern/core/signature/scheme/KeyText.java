package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Keys of a pair as people paste them: base64 or PEM, of a SubjectPublicKeyInfo or of PKCS #8. */
public final class KeyText {
  private static final String PEM = "-----BEGIN ";

  private KeyText() {}

  /** The bytes behind PEM lines or bare base64; empty when the text is neither. */
  public static Optional<byte[]> der(SecretText secret) {
    String text = secret.reveal().replaceAll("-----[A-Z0-9 ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param family as {@link KeyFactory} names it
   */
  public static Optional<PublicKey> publicKey(String family, byte[] spki) {
    try {
      return Optional.of(
          KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(spki)));
    } catch (GeneralSecurityException e) {
      // A key of another family, or none at all.
      return Optional.empty();
    }
  }

  public static Optional<PrivateKey> privateKey(String family, byte[] pkcs8) {
    try {
      return Optional.of(
          KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      // A key of another family, or none at all.
      return Optional.empty();
    }
  }

  /**
   * Whether the text is a key of a pair of any family, or anything else that is pasted with a PEM
   * label. It must never serve as a shared secret: a public key is known to everybody.
   */
  public static boolean isKeyOfAPair(SecretText secret) {
    return secret.reveal().contains(PEM) || der(secret).filter(Der::isKeyOfAPair).isPresent();
  }
}
