package dev.postern.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP literals in the spellings of RFC 3986 section 3.2.2 and no other. */
final class IpLiteral {

  private static final int IPV6_GROUPS = 8;
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");

  private IpLiteral() {}

  /** Four decimal octets without leading zeros, or null. */
  static @Nullable InetAddress ipv4(String text) {
    byte[] octets = ipv4Octets(text);
    return octets == null ? null : address(octets);
  }

  /** Sixteen bytes, or null; no zone, no IPvFuture. */
  static byte @Nullable [] ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      List<Integer> groups = groups(text, true);
      return groups != null && groups.size() == IPV6_GROUPS ? bytes(groups, List.of()) : null;
    }
    List<Integer> head = gap == 0 ? List.of() : groups(text.substring(0, gap), false);
    String rest = text.substring(gap + 2);
    List<Integer> tail = rest.isEmpty() ? List.of() : groups(rest, true);
    // "::" stands for at least one group.
    return head != null && tail != null && head.size() + tail.size() < IPV6_GROUPS
        ? bytes(head, tail)
        : null;
  }

  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("An address has 4 or 16 bytes.", wrongLength);
    }
  }

  private static @Nullable List<Integer> groups(String text, boolean mayEndInIpv4) {
    List<Integer> groups = new ArrayList<>();
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (mayEndInIpv4 && i == parts.length - 1 && part.indexOf('.') >= 0) {
        byte[] octets = ipv4Octets(part);
        // An IPv4 address alone is no IPv6 address; "::" in front of it makes it one.
        if (octets == null) {
          return null;
        }
        groups.add((octets[0] & 0xff) << 8 | octets[1] & 0xff);
        groups.add((octets[2] & 0xff) << 8 | octets[3] & 0xff);
      } else if (GROUP.matcher(part).matches()) {
        groups.add(Integer.parseInt(part, 16));
      } else {
        return null;
      }
    }
    return groups;
  }

  private static byte[] bytes(List<Integer> head, List<Integer> tail) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < head.size(); i++) {
      put(bytes, i, head.get(i));
    }
    for (int i = 0; i < tail.size(); i++) {
      put(bytes, IPV6_GROUPS - tail.size() + i, tail.get(i));
    }
    return bytes;
  }

  private static void put(byte[] bytes, int group, int value) {
    bytes[2 * group] = (byte) (value >> 8);
    bytes[2 * group + 1] = (byte) value;
  }

  private static byte @Nullable [] ipv4Octets(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!OCTET.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return octets;
  }
}
