package dev.postern.bench.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * 18: retention takes away what is over while everything else is being delivered. One node's clock
 * is a hundred days ahead, so that to its sweeps all that has ended is old.
 */
final class Swept implements Scenario {
  private static final long DAYS = 100L * 24 * 3_600;

  @Override
  public int number() {
    return 18;
  }

  @Override
  public String title() {
    return "retention while delivering";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    if (!Clock.canBeShifted()) {
      return Clock.MISSING;
    }
    Map<String, String> environment = new HashMap<>(Clock.shifted(DAYS));
    environment.put("POSTERN_RETENTION_EVERY", "6s");
    Cluster cluster = stage.cluster();
    Member ahead = cluster.add(environment);
    try (Play play = new Play(cluster);
        Load load = new Load(play)) {
      load.flows();
      Patience.pause(stage.either(Duration.ofSeconds(20), Duration.ofMinutes(2)));
      load.end(Duration.ofSeconds(60));
      Patience.pause(Duration.ofSeconds(8));
      long left =
          play.ledger().number("select count(*) from delivery where tenant_id" + Ledger.OURS);
      int promised = play.truth().promises().size();
      Judge judge = play.judge();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              left < promised && load.unacknowledged() == 0,
              "of %,d deliveries %,d are left after %d sweeps",
              promised,
              left,
              ahead.logged("retention_swept")));
    } finally {
      cluster.remove(ahead);
    }
  }
}
