package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104). Candidates are compared in their encoded form: one digest, one spelling. */
public record HmacProof(String algorithm, KeyForm keyForm) implements Proof {
  public static final HmacProof SHA256 = new HmacProof("HmacSHA256", KeyForm.TEXT);
  public static final HmacProof SHA1 = new HmacProof("HmacSHA1", KeyForm.TEXT);

  public HmacProof keyed(KeyForm form) {
    return new HmacProof(algorithm, form);
  }

  @Override
  public boolean usable(SecretText secret) {
    return keyForm.usable(secret);
  }

  @Override
  public Optional<Predicate<String>> over(
      List<byte[]> message, SecretText secret, Encoding encoding) {
    byte[] key = keyForm.bytes(secret);
    if (key.length == 0) {
      return Optional.empty();
    }
    byte[] expected = encoding.spell(mac(key, message));
    return Optional.of(candidate ->
        MessageDigest.isEqual(expected, candidate.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Override
  public byte[] sign(List<byte[]> message, SecretText secret) {
    byte[] key = keyForm.bytes(secret);
    if (key.length == 0) {
      throw new IllegalArgumentException("The secret holds no " + keyForm + " key.");
    }
    return mac(key, message);
  }

  byte[] mac(byte[] key, List<byte[]> message) {
    Mac mac = MacPool.borrow(algorithm);
    try {
      mac.init(new SecretKeySpec(key, algorithm));
      for (byte[] part : message) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("An HMAC takes any key but an empty one.", e);
    } finally {
      MacPool.giveBack(mac);
    }
  }
}
