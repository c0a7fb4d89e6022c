package dev.postern.bench.faults;

import java.util.List;
import java.util.Set;

/** All of them, those that share two nodes first. */
final class Scenarios {
  /**
   * What every change is put through: half of the matrix, quick, and judged by what was lost or
   * sent twice rather than by percentiles, which a busy machine would blur.
   */
  static final Set<Integer> QUICK_HALF = Set.of(2, 3, 4, 5, 8, 12, 15, 16, 18, 19, 22, 23);

  private Scenarios() {}

  static List<Scenario> all() {
    return List.of(
        new KilledMidSend(),
        new KilledBeforeSettle(),
        new KilledBeforeAnswer(),
        new DatabaseRestart(),
        new CutOnCommit(),
        new BrokenNetwork(),
        new StoppedDatabase(),
        new StoppedPastLease(),
        new BadAnswers(),
        new BadLines(),
        new ChangedMidFlight(),
        new HangingNeighbour(),
        new Burst(),
        new Replay(),
        new Comeback(),
        new Starved(),
        new RollingRestart(),
        new OneProbe(),
        new DiskFull(),
        new SkewedClocks(),
        new Swept(),
        new Bounced(),
        new Upgraded());
  }
}
