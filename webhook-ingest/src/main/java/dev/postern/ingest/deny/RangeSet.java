package dev.postern.ingest.deny;

import dev.postern.core.egress.Cidr;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of addresses, sorted and merged: a lookup is a binary search. IPv4 lies where RFC 4291
 * maps it. Immutable and thread-safe.
 */
final class RangeSet {
  private static final long IPV4_MAPPED = 0x0000_FFFF_0000_0000L;

  private final List<Range> ranges;

  private RangeSet(List<Range> ranges) {
    this.ranges = ranges;
  }

  static RangeSet of(List<Cidr> networks) {
    List<Range> merged = new ArrayList<>();
    networks.stream()
        .map(Range::of)
        .sorted()
        .forEach(next -> {
          Range last = merged.isEmpty() ? null : merged.getLast();
          if (last != null && next.low().compareTo(last.high()) <= 0) {
            if (next.high().compareTo(last.high()) > 0) {
              merged.set(merged.size() - 1, new Range(last.low(), next.high()));
            }
          } else {
            merged.add(next);
          }
        });
    return new RangeSet(List.copyOf(merged));
  }

  boolean contains(InetAddress address) {
    Point point = Point.of(address);
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      if (point.compareTo(range.low()) < 0) {
        high = middle - 1;
      } else if (point.compareTo(range.high()) > 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  int size() {
    return ranges.size();
  }

  /** 128 bits, unsigned. */
  private record Point(long high, long low) implements Comparable<Point> {
    static Point of(InetAddress address) {
      ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
      return bytes.remaining() == 4
          ? new Point(0, IPV4_MAPPED | Integer.toUnsignedLong(bytes.getInt()))
          : new Point(bytes.getLong(), bytes.getLong());
    }

    /** The last one that shares the first {@code prefix} bits with this. */
    Point last(int prefix) {
      return prefix <= 64
          ? new Point(high | mask(prefix), -1L)
          : new Point(high, low | mask(prefix - 64));
    }

    private static long mask(int prefix) {
      return prefix == 64 ? 0 : -1L >>> prefix;
    }

    @Override
    public int compareTo(Point other) {
      int first = Long.compareUnsigned(high, other.high);
      return first == 0 ? Long.compareUnsigned(low, other.low) : first;
    }
  }

  private record Range(Point low, Point high) implements Comparable<Range> {
    static Range of(Cidr cidr) {
      Point first = Point.of(cidr.network());
      int ipv4 = cidr.network().getAddress().length == 4 ? 96 : 0;
      return new Range(first, first.last(ipv4 + cidr.prefix()));
    }

    @Override
    public int compareTo(Range other) {
      int first = low.compareTo(other.low);
      return first == 0 ? high.compareTo(other.high) : first;
    }
  }
}
