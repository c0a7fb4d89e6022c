package dev.postern.core.egress;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A range of addresses in CIDR notation, RFC 4632 and RFC 4291 section 2.3. IPv4-mapped IPv6 is
 * always IPv4 here, in ranges and in addresses. Immutable.
 *
 * @param network the first address of the range
 * @param prefix how many leading bits are fixed
 */
public record Cidr(InetAddress network, int prefix) {

  /**
   * Reads {@code 10.0.0.0/8} or {@code fd00::/8}.
   *
   * @throws IllegalArgumentException one line for a person: not an address in its plain spelling, a
   *     prefix out of range, or bits set behind the prefix
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + text + "' has no prefix length, as in 10.0.0.0/8");
    }
    InetAddress network = address(text, text.substring(0, slash));
    String digits = text.substring(slash + 1);
    int bits = network.getAddress().length * 8;
    if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > bits) {
      throw new IllegalArgumentException(
          "'" + text + "' needs a prefix length from 0 to " + bits + " after the slash");
    }
    Cidr cidr = new Cidr(network, Integer.parseInt(digits));
    if (!cidr.first().equals(network)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' has bits set behind its prefix; write "
              + cidr.first().getHostAddress()
              + "/"
              + digits);
    }
    return cidr;
  }

  /** Whether the address lies in this range; never across address families. */
  public boolean contains(InetAddress address) {
    byte[] fixed = network.getAddress();
    byte[] other = address.getAddress();
    return fixed.length == other.length && sharesPrefix(fixed, other);
  }

  /** Whether every address of the other range lies in this one. */
  public boolean contains(Cidr other) {
    return prefix <= other.prefix && contains(other.network);
  }

  private boolean sharesPrefix(byte[] left, byte[] right) {
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (left[i] != right[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || ((left[whole] ^ right[whole]) & 0xff) >> (8 - rest) == 0;
  }

  private InetAddress first() {
    byte[] bytes = network.getAddress();
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return IpLiteral.address(bytes);
  }

  private static InetAddress address(String whole, String text) {
    InetAddress ipv4 = IpLiteral.ipv4(text);
    if (ipv4 != null) {
      return ipv4;
    }
    byte[] bytes = IpLiteral.ipv6(text);
    if (bytes == null) {
      throw new IllegalArgumentException("'" + whole + "' does not start with an IP address");
    }
    InetAddress ipv6 = IpLiteral.address(bytes);
    if (ipv6 instanceof Inet4Address) {
      throw new IllegalArgumentException(
          "'" + whole + "' is IPv4 written as IPv6; write the IPv4 range");
    }
    return ipv6;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
