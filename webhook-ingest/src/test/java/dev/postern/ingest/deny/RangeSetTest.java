package dev.postern.ingest.deny;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.Cidr;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.network.Networks;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeSetTest {
  @Test
  void ranges_hold_their_first_and_last_address_and_nothing_beyond() {
    RangeSet set = set("203.0.113.64/26", "2001:db8:8000::/33", "192.0.2.1", "::1/128");
    assertThat(holds(set, "203.0.113.64")).isTrue();
    assertThat(holds(set, "203.0.113.127")).isTrue();
    assertThat(holds(set, "203.0.113.63")).isFalse();
    assertThat(holds(set, "203.0.113.128")).isFalse();
    assertThat(holds(set, "192.0.2.1")).isTrue();
    assertThat(holds(set, "192.0.2.2")).isFalse();
    assertThat(holds(set, "2001:db8:8000::")).isTrue();
    assertThat(holds(set, "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff")).isTrue();
    assertThat(holds(set, "2001:db8:7fff::")).isFalse();
    assertThat(holds(set, "2001:db9::")).isFalse();
    assertThat(holds(set, "::1")).isTrue();
    assertThat(holds(set, "0.0.0.1")).as("IPv4 is no IPv6").isFalse();
    assertThat(holds(set(), "192.0.2.1")).isFalse();
  }

  @Test
  void overlapping_ranges_become_one() {
    assertThat(set("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "11.0.0.0/8").size()).isEqualTo(2);
  }

  @Test
  void agrees_with_a_walk_over_all_ranges() {
    Random random = new Random(7);
    List<Cidr> cidrs = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int prefix = 12 + random.nextInt(21);
      int network = prefix == 32 ? random.nextInt() : random.nextInt() & (-1 << (32 - prefix));
      cidrs.add(Networks.range(text(network) + "/" + prefix));
    }
    RangeSet set = RangeSet.of(cidrs);
    Networks walk = new Networks(cidrs);
    int inside = 0;
    for (int i = 0; i < 20_000; i++) {
      InetAddress address = Objects.requireNonNull(IpText.parse(text(random.nextInt())));
      assertThat(set.contains(address)).as("%s", address).isEqualTo(walk.contains(address));
      inside += walk.contains(address) ? 1 : 0;
    }
    assertThat(inside).as("some are inside").isGreaterThan(50);
  }

  private static String text(int bits) {
    return "%d.%d.%d.%d".formatted(bits >>> 24, (bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }

  private static RangeSet set(String... cidrs) {
    return RangeSet.of(List.of(cidrs).stream().map(Networks::range).toList());
  }

  private static boolean holds(RangeSet set, String address) {
    return set.contains(Objects.requireNonNull(IpText.parse(address)));
  }
}
