package dev.postern.core.egress;

import java.net.InetAddress;
import java.util.OptionalInt;

/**
 * One range the operator opens although it is blocked.
 *
 * @param range the addresses
 * @param port the only port opened; every port when absent
 */
record AllowEntry(Cidr range, OptionalInt port) {

  /** Reads {@code 10.0.0.0/8}, {@code 10.0.0.0/8:8443} or {@code fd12::/64:8443}. */
  static AllowEntry parse(String text) {
    // A port follows the prefix length, so the colons of IPv6 are never in doubt.
    int colon = text.indexOf(':', Math.max(0, text.indexOf('/')));
    if (text.indexOf('/') < 0 || colon < 0) {
      return new AllowEntry(Cidr.parse(text), OptionalInt.empty());
    }
    String digits = text.substring(colon + 1);
    if (!digits.matches("[1-9][0-9]{0,4}") || Integer.parseInt(digits) > 65_535) {
      throw new IllegalArgumentException("'" + text + "' needs a port from 1 to 65535 at its end");
    }
    return new AllowEntry(
        Cidr.parse(text.substring(0, colon)), OptionalInt.of(Integer.parseInt(digits)));
  }

  boolean covers(InetAddress address, int wanted) {
    return range.contains(address) && (port.isEmpty() || port.getAsInt() == wanted);
  }
}
