package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.bench.faults.Finding.Verdict;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Pace.Latency GOOD = new Pace.Latency(600, 600, 25, 50);

  @Test
  void twiceTheBaselineIsFairAndMoreIsNot() {
    assertThat(fair(GOOD, new Pace.Latency(600, 600, 30, 100))).isEqualTo(Verdict.HELD);
    assertThat(fair(GOOD, new Pace.Latency(600, 600, 30, 101))).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void withoutItsEventsNeitherPhaseShowsAnything() {
    Pace.Latency none = new Pace.Latency(0, 600, 0, 0);
    Pace.Latency few = new Pace.Latency(500, 600, 25, 50);
    assertThat(fair(none, none)).isEqualTo(Verdict.BROKEN);
    assertThat(fair(GOOD, none)).isEqualTo(Verdict.BROKEN);
    assertThat(fair(GOOD, few)).isEqualTo(Verdict.BROKEN);
    assertThat(fair(few, GOOD)).isEqualTo(Verdict.BROKEN);
    assertThat(fair(GOOD, new Pace.Latency(590, 600, 25, 50))).isEqualTo(Verdict.HELD);
  }

  @Test
  void besideASlowBaselineNothingIsMeasured() {
    Pace.Latency slow = new Pace.Latency(600, 600, 10_595, 17_350);
    assertThat(fair(slow, GOOD)).isEqualTo(Verdict.UNMEASURED);
    assertThat(fair(slow, new Pace.Latency(600, 600, 10_595, 40_000))).isEqualTo(Verdict.BROKEN);
  }

  private static Verdict fair(Pace.Latency alone, Pace.Latency beside) {
    return Pace.fair(alone, beside).verdict();
  }
}
