package dev.postern.core.egress;

import java.util.List;

/**
 * A range that no webhook is sent to, and why.
 *
 * @param cidr the range
 * @param reason a few words with the defining document
 */
record BlockedRange(Cidr cidr, String reason) {

  // IANA's special-purpose registries for IPv4 and IPv6, plus what clouds put elsewhere. The more
  // telling of two overlapping ranges comes first.
  private static final String RANGES =
      """
      0.0.0.0/8          this host on this network, RFC 1122
      10.0.0.0/8         private, RFC 1918
      100.64.0.0/10      shared by carrier NAT, RFC 6598
      127.0.0.0/8        loopback, RFC 1122
      169.254.0.0/16     link-local with cloud metadata, RFC 3927
      172.16.0.0/12      private, RFC 1918
      192.0.0.0/24       protocol assignments, RFC 6890
      192.0.2.0/24       documentation, RFC 5737
      192.31.196.0/24    AS112 sink, RFC 7535
      192.52.193.0/24    multicast tunnelling, RFC 7450
      192.88.99.0/24     6to4 relays, RFC 7526
      192.168.0.0/16     private, RFC 1918
      192.175.48.0/24    AS112 sink, RFC 7534
      198.18.0.0/15      benchmarking, RFC 2544
      198.51.100.0/24    documentation, RFC 5737
      203.0.113.0/24     documentation, RFC 5737
      168.63.129.16/32   Azure platform service
      224.0.0.0/4        multicast, RFC 5771
      255.255.255.255/32 broadcast, RFC 919
      240.0.0.0/4        reserved, RFC 1112
      ::/128             unspecified, RFC 4291
      ::1/128            loopback, RFC 4291
      ::/96              IPv4-compatible, RFC 4291
      ::ffff:0:0:0/96    IPv4-translated, RFC 7915
      64:ff9b::/96       NAT64, RFC 6052
      64:ff9b:1::/48     NAT64 local use, RFC 8215
      100::/64           discard only, RFC 6666
      100:0:0:1::/64     dummy prefix, RFC 9780
      2001::/32          Teredo, RFC 4380
      2001:2::/48        benchmarking, RFC 5180
      2001:10::/28       ORCHID, RFC 4843
      2001:20::/28       ORCHIDv2, RFC 7343
      2001:30::/28       drone remote id, RFC 9374
      2001::/23          protocol assignments, RFC 2928
      2001:db8::/32      documentation, RFC 3849
      2002::/16          6to4, RFC 3056
      2620:4f:8000::/48  AS112 sink, RFC 7534
      3fff::/20          documentation, RFC 9637
      5f00::/16          segment routing, RFC 9602
      fc00::/7           unique local, RFC 4193
      fe80::/10          link-local, RFC 4291
      fec0::/10          site-local, RFC 3879
      ff00::/8           multicast, RFC 4291
      """;

  static final List<BlockedRange> ALL = RANGES.lines().map(BlockedRange::line).toList();

  private static BlockedRange line(String line) {
    int space = line.indexOf(' ');
    return new BlockedRange(Cidr.parse(line.substring(0, space)), line.substring(space).strip());
  }
}
