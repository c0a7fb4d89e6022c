package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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
    return keyForm.bytes(secret).length > 0;
  }

  @Override
  public Optional<Predicate<String>> over(
      List<byte[]> message, SecretText secret, Encoding encoding) {
    byte[] key = keyForm.bytes(secret);
    if (key.length == 0) {
      return Optional.empty();
    }
    byte[] expected = encoding.encode(mac(key, message)).getBytes(StandardCharsets.US_ASCII);
    return Optional.of(candidate ->
        MessageDigest.isEqual(expected, candidate.getBytes(StandardCharsets.US_ASCII)));
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
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      message.forEach(mac::update);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
    }
  }
}
