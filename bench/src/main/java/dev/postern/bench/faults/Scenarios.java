package dev.postern.bench.faults;

import java.util.List;

/** All of them, those that share two nodes first. */
final class Scenarios {
  private Scenarios() {}

  static List<Scenario> all() {
    return List.of(
        new KilledMidSend(),
        new KilledBeforeSettle(),
        new KilledBeforeAnswer(),
        new DatabaseRestart(),
        new CutOnCommit(),
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
        new Bounced());
  }
}
