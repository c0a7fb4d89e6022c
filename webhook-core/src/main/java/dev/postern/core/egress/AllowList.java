package dev.postern.core.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What the operator opens although it is blocked. Evaluated after {@link AddressPolicy}. It never
 * opens cloud metadata, and opens loopback only by an entry that names a loopback range itself, so
 * that {@code 0.0.0.0/0} does not. Immutable.
 */
record AllowList(List<AllowEntry> entries) {

  private static final List<Cidr> LOOPBACK =
      List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"));

  // The unspecified address reaches the node itself on Linux, so no range opens it in passing.
  private static final List<Cidr> NEVER =
      List.of(
          Cidr.parse("169.254.0.0/16"),
          Cidr.parse("fd00:ec2::/32"),
          Cidr.parse("0.0.0.0/8"),
          Cidr.parse("::/128"));

  AllowList {
    entries = List.copyOf(entries);
  }

  static AllowList parse(String text) {
    return new AllowList(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(AllowEntry::parse)
            .toList());
  }

  /** Whether an entry opens the address, and everything it may stand for, on the port. */
  boolean opens(InetAddress given, int port, AddressPolicy policy) {
    InetAddress address = AddressPolicy.unmapped(given);
    return !within(NEVER, address)
        && entries.stream().anyMatch(entry -> opens(entry, address, port))
        && EmbeddedIpv4.in(address).stream()
            .allMatch(ipv4 -> policy.reason(ipv4).isEmpty() || opens(ipv4, port, policy));
  }

  /** Whether an entry names this port; a host name on it can be judged once it is looked up. */
  boolean names(int port) {
    return entries.stream().anyMatch(entry -> entry.port().orElse(-1) == port);
  }

  private static boolean opens(AllowEntry entry, InetAddress address, int port) {
    boolean named = LOOPBACK.stream().anyMatch(loopback -> loopback.contains(entry.range()));
    return entry.covers(address, port) && (named || !within(LOOPBACK, address));
  }

  private static boolean within(List<Cidr> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
