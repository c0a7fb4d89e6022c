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
  private KeyText() {}

  /** The bytes behind PEM lines or bare base64; empty when the text is neither. */
  public static Optional<byte[]> der(SecretText secret) {
    String text = secret.reveal().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
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
   * Whether the bytes have the shape of a key of a pair of any family. Such bytes must never serve
   * as a shared secret: a public key is known to everybody.
   */
  public static boolean isKeyOfAPair(byte[] bytes) {
    int inner = content(bytes, 0, 0x30);
    if (inner < 0) {
      return false;
    }
    boolean pkcs8 = inner + 3 <= bytes.length && bytes[inner] == 0x02 && bytes[inner + 1] == 0x01;
    int algorithm = content(bytes, pkcs8 ? inner + 3 : inner, 0x30);
    return algorithm >= 0 && algorithm < bytes.length && bytes[algorithm] == 0x06;
  }

  /** Where the content of the DER element at that place begins; -1 when it is of another tag. */
  private static int content(byte[] bytes, int at, int tag) {
    if (at + 2 > bytes.length || bytes[at] != tag) {
      return -1;
    }
    int length = bytes[at + 1] & 0xFF;
    return length < 0x80 ? at + 2 : at + 2 + (length & 0x7F);
  }
}
