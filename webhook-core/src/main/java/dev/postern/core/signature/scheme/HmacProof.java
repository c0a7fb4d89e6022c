package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** HMAC (RFC 2104). Candidates are compared in their encoded form: one digest, one spelling. */
public record HmacProof(String algorithm, KeyForm keyForm)
    implements Proof, SecretText.Form<KeyedMac> {
  public static final HmacProof SHA256 = new HmacProof("HmacSHA256", KeyForm.TEXT);
  public static final HmacProof SHA1 = new HmacProof("HmacSHA1", KeyForm.TEXT);

  public HmacProof keyed(KeyForm form) {
    return new HmacProof(algorithm, form);
  }

  @Override
  public KeyedMac of(SecretText secret) {
    return new KeyedMac(algorithm, keyForm.bytes(secret));
  }

  @Override
  public boolean usable(SecretText secret) {
    return secret.as(this).isKey();
  }

  @Override
  public Optional<Predicate<String>> over(
      List<byte[]> message, SecretText secret, Encoding encoding) {
    KeyedMac mac = secret.as(this);
    if (!mac.isKey()) {
      return Optional.empty();
    }
    byte[] expected = mac.of(message);
    return Optional.of(candidate -> encoding.spells(expected, candidate));
  }

  @Override
  public byte[] sign(List<byte[]> message, SecretText secret) {
    KeyedMac mac = secret.as(this);
    if (!mac.isKey()) {
      throw new IllegalArgumentException("The secret holds no " + keyForm + " key.");
    }
    return mac.of(message);
  }
}
