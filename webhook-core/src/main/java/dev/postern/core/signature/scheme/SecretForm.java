package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What a newly generated secret looks like. */
@FunctionalInterface
public interface SecretForm {
  /** 64 hex digits. */
  SecretForm HEX = hex(64);

  /** 32 hex digits: 128 bits. */
  SecretForm SHORT_HEX = hex(32);

  /** 40 letters and digits: about 238 bits. */
  SecretForm ALPHANUMERIC = alphanumeric(40);

  /** A UUID of random bits (RFC 9562, version 4). */
  SecretForm UUID =
      random -> {
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return SecretText.of(new java.util.UUID(most, least).toString());
      };

  /** {@code whsec_} and the base64 of 32 bytes. */
  SecretForm WHSEC = SecretText::generateWhsec;

  /** As Stripe shows it: {@code whsec_} and 32 letters and digits, not base64. */
  SecretForm STRIPE = alphanumeric(32).after("whsec_");

  SecretText generate(SecureRandom random);

  /** This form behind a text that tells whose it is. */
  default SecretForm after(String prefix) {
    return random -> SecretText.of(prefix + generate(random).reveal());
  }

  static SecretForm hex(int digits) {
    return random -> SecretText.of(HexFormat.of().formatHex(bytes(random, digits / 2)));
  }

  static SecretForm alphanumeric(int length) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    return random -> {
      StringBuilder text = new StringBuilder(length);
      random.ints(length, 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
      return SecretText.of(text.toString());
    };
  }

  /** The padded base64 of that many bytes. */
  static SecretForm base64(int bytes) {
    return random -> SecretText.of(Base64.getEncoder().encodeToString(bytes(random, bytes)));
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
