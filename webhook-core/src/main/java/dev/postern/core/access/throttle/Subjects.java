package dev.postern.core.access.throttle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is counted, by the name it has in the table. Pure. */
final class Subjects {
  private static final int LONGEST_ADDRESS = 70;

  private Subjects() {}

  /** A digest: what a stranger types may be anything, and may be a password in the wrong field. */
  static String account(String prefix, String email) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
      return prefix + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  static String address(String prefix, String address) {
    return prefix
        + (address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address);
  }
}
