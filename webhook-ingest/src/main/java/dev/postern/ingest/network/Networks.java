package dev.postern.ingest.network;

import dev.postern.core.egress.Cidr;
import java.net.InetAddress;
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

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
