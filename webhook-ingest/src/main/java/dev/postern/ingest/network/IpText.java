package dev.postern.ingest.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text; names are never looked up. */
public final class IpText {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private IpText() {}

  /** The address, IPv4 for IPv4-mapped IPv6; null when the text is none. A zone is ignored. */
  public static @Nullable InetAddress parse(String text) {
    int zone = text.indexOf('%');
    String literal = zone < 0 ? text : text.substring(0, zone);
    boolean ipv6 = literal.indexOf(':') >= 0 && IPV6.matcher(literal).matches();
    if (!ipv6 && !IPV4.matcher(literal).matches()) {
      return null;
    }
    try {
      // A literal with a colon, or four octets: neither ever reaches a resolver.
      return InetAddress.getByName(literal);
    } catch (UnknownHostException malformed) {
      return null;
    }
  }
}
