package dev.postern.core.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** IPv4 addresses that a network may reach through an IPv6 address that carries them. */
final class EmbeddedIpv4 {

  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr TRANSLATED = Cidr.parse("::ffff:0:0:0/96");
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr NAT64_LOCAL = Cidr.parse("64:ff9b:1::/48");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");
  private static final Cidr UNSPECIFIED_AND_LOOPBACK = Cidr.parse("::/127");

  // RFC 6052 section 2.2: where the octets sit behind prefixes of 48, 56, 64 and 96 bits; bits 64
  // to 71 stay zero and the rest behind the address is zero.
  private static final int[][] NAT64_OCTETS = {
    {6, 7, 9, 10}, {7, 9, 10, 11}, {9, 10, 11, 12}, {12, 13, 14, 15}
  };

  private EmbeddedIpv4() {}

  /** Every IPv4 address the IPv6 address may stand for; empty for IPv4 and for ordinary IPv6. */
  static List<InetAddress> in(InetAddress address) {
    byte[] bytes = address.getAddress();
    List<InetAddress> found = new ArrayList<>();
    if (bytes.length != 16 || UNSPECIFIED_AND_LOOPBACK.contains(address)) {
      return found;
    }
    if (COMPATIBLE.contains(address) || TRANSLATED.contains(address) || NAT64.contains(address)) {
      found.add(at(bytes, 12));
    }
    if (NAT64_LOCAL.contains(address)) {
      found.addAll(localNat64(bytes));
    }
    if (SIX_TO_FOUR.contains(address)) {
      found.add(at(bytes, 2));
    }
    if (TEREDO.contains(address)) {
      found.add(at(bytes, 4));
      found.add(at(inverted(bytes), 12));
    }
    if (isIsatap(bytes)) {
      found.add(at(bytes, 12));
    }
    return found;
  }

  // RFC 5214 section 6.1: interface identifier ::0:5efe:a.b.c.d or ::200:5efe:a.b.c.d.
  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] & ~2) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
  }

  private static List<InetAddress> localNat64(byte[] bytes) {
    List<InetAddress> found = new ArrayList<>();
    for (int[] octets : NAT64_OCTETS) {
      byte[] ipv4 = new byte[4];
      for (int i = 0; i < 4; i++) {
        ipv4[i] = bytes[octets[i]];
      }
      boolean zeroBehind = true;
      for (int i = octets[3] + 1; i < 16; i++) {
        zeroBehind &= bytes[i] == 0;
      }
      if (zeroBehind && !Arrays.equals(ipv4, new byte[4])) {
        found.add(IpLiteral.address(ipv4));
      }
    }
    return found;
  }

  private static InetAddress at(byte[] bytes, int offset) {
    return IpLiteral.address(Arrays.copyOfRange(bytes, offset, offset + 4));
  }

  private static byte[] inverted(byte[] bytes) {
    byte[] inverted = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      inverted[i] = (byte) ~bytes[i];
    }
    return inverted;
  }
}
