package dev.postern.ingest.network;

import dev.postern.core.egress.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** A set of address ranges. Immutable and thread-safe. */
public record Networks(List<Cidr> ranges) {
  public static final Networks NONE = new Networks(List.of());

  public Networks {
    ranges = List.copyOf(ranges);
  }

  /**
   * From CIDRs and single addresses; blanks are skipped.
   *
   * @throws IllegalArgumentException one line for a person about the first wrong one
   */
  public static Networks parse(List<String> texts) {
    return new Networks(
        texts.stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Networks::range)
            .toList());
  }

  public static Cidr range(String text) {
    return Cidr.parse(
        text.indexOf('/') >= 0 ? text : text + (text.indexOf(':') >= 0 ? "/128" : "/32"));
  }

  /** Whoever has one address mostly has its neighbours: the /24 of IPv4, the /64 of IPv6. */
  public static Cidr around(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = bytes.length == 4 ? 3 : 8;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return new Cidr(InetAddress.getByAddress(bytes), kept * 8);
    } catch (UnknownHostException never) {
      throw new IllegalStateException("An address has 4 or 16 bytes.", never);
    }
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
