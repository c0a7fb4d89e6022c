package dev.postern.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The text of a key: {@code ptn_}, 30 random base62 characters (178 bits) and a CRC-32 in six more,
 * so that scanners and a typing error are told apart without a look-up.
 */
final class ApiKeyToken {
  static final String PREFIX = "ptn_";
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM = 30;
  private static final int CHECK = 6;

  private ApiKeyToken() {}

  static String generate(SecureRandom random) {
    StringBuilder text = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM; i++) {
      text.append(BASE62.charAt(random.nextInt(BASE62.length())));
    }
    return text + checksum(text.toString());
  }

  static boolean wellFormed(String text) {
    int body = PREFIX.length() + RANDOM;
    return text.length() == body + CHECK
        && text.startsWith(PREFIX)
        && text.substring(body).equals(checksum(text.substring(0, body)));
  }

  /** A key has enough entropy that a plain digest is safe to store. */
  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    StringBuilder out = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < CHECK; i++) {
      out.append(BASE62.charAt((int) (rest % 62)));
      rest /= 62;
    }
    return out.toString();
  }
}
