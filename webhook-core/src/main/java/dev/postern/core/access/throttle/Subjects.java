package dev.postern.core.access.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
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

  /** Of IPv6 the network: whoever has one address has all of its /64. */
  static String address(String prefix, String address) {
    String counted = address.contains(":") ? network(address) : address;
    return prefix
        + (counted.length() > LONGEST_ADDRESS ? counted.substring(0, LONGEST_ADDRESS) : counted);
  }

  /** No name is looked up: nothing with a colon is one. */
  private static String network(String address) {
    try {
      InetAddress literal = InetAddress.getByName(address);
      if (literal instanceof Inet6Address six) {
        ByteBuffer groups = ByteBuffer.wrap(six.getAddress());
        return "%x:%x:%x:%x::/64"
            .formatted(
                Short.toUnsignedInt(groups.getShort()),
                Short.toUnsignedInt(groups.getShort()),
                Short.toUnsignedInt(groups.getShort()),
                Short.toUnsignedInt(groups.getShort()));
      }
      return literal.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
