package dev.postern.core.egress;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says whether an address is an ordinary public one. Immutable.
 *
 * @param denied further addresses to refuse: the node's own, the database's, the operator's
 */
record AddressPolicy(List<Cidr> denied) {

  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

  AddressPolicy {
    denied = List.copyOf(denied);
  }

  AddressPolicy alsoDenying(Collection<Cidr> more) {
    return new AddressPolicy(Stream.concat(denied.stream(), more.stream()).distinct().toList());
  }

  /** A few words on why the address is refused; empty for a public address. */
  Optional<String> reason(InetAddress given) {
    InetAddress address = unmapped(given);
    for (BlockedRange range : BlockedRange.ALL) {
      if (range.cidr().contains(address)) {
        return Optional.of(range.reason());
      }
    }
    if (address.getAddress().length == 16 && !GLOBAL_UNICAST.contains(address)) {
      return Optional.of("outside the global unicast range 2000::/3, RFC 4291");
    }
    if (denied.stream().anyMatch(cidr -> cidr.contains(address))) {
      return Optional.of("an address of this installation or denied by its operator");
    }
    return EmbeddedIpv4.in(address).stream()
        .map(this::reason)
        .flatMap(Optional::stream)
        .map(reason -> "carries an IPv4 address that is " + reason)
        .findFirst();
  }

  /** IPv4 for an IPv4-mapped IPv6 address; anything else unchanged, without a zone. */
  static InetAddress unmapped(InetAddress address) {
    return IpLiteral.address(address.getAddress());
  }
}
