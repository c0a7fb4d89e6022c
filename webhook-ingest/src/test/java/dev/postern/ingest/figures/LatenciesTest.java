package dev.postern.ingest.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 99, 100, 1_000, 4_096, 4_097, 1_000_000, 3_600_000_000L})
  void a_time_lies_in_its_slot_and_not_far_below_its_end(long micros) {
    int slot = Latencies.slot(micros);

    assertThat(Latencies.upperEnd(slot)).isGreaterThanOrEqualTo(micros - 1e-6);
    assertThat(Latencies.upperEnd(slot)).isLessThan(micros * 1.0906);
  }

  @Test
  void what_takes_no_time_or_for_ever_has_a_slot_too() {
    assertThat(Latencies.slot(0)).isZero();
    assertThat(Latencies.slot(Long.MAX_VALUE)).isEqualTo(255);
  }

  @Test
  void a_percentile_is_never_above_the_longest_time() {
    Latencies one = Latencies.of(Map.of(Latencies.slot(1_001), 1L));

    assertThat(one.with(new Figure(1, 1_001, 1_001)).p99Ms()).isEqualTo(1.001);
  }
}
