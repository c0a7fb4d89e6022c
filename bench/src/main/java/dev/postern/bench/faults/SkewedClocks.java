package dev.postern.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** 7: one node's clock is an hour ahead, another's an hour behind (libfaketime). */
final class SkewedClocks implements Scenario {
  /** Too few for the circuit to open: it would time the retries instead of the schedule. */
  private static final int EVENTS = 8;

  @Override
  public int number() {
    return 7;
  }

  @Override
  public String title() {
    return "clock +1 h, −1 h, skewed nodes";
  }

  @Override
  public int nodes() {
    return 0;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    if (!Clock.canBeShifted()) {
      return Clock.MISSING;
    }
    try (Cluster cluster = stage.cluster(Map.of())) {
      Member ahead = cluster.add(Clock.shifted(3_600));
      Member behind = cluster.add(Clock.shifted(-3_600));
      try (Play play = new Play(cluster);
          Load load = new Load(play)) {
        play.receiver().behave("again", new Behaviour.RefusesOnce());
        play.endpoint(
            "again", Map.of("retry_schedule", List.of("4s"), "suspend_after_failures", 1000));
        try (Publisher publisher = play.publisher()) {
          publisher.now(EVENTS, play.application("again"));
        }
        Patience.pause(stage.either(Duration.ofSeconds(12), Duration.ofSeconds(60)));
        load.end(Duration.ofSeconds(60));
        LongSummaryStatistics waits = waits(play.truth());
        Judge judge = play.judge();
        // 4 s and a fifth of jitter either way; above that, a circuit may have been open.
        return Outcome.of(
            judge.nothingLost(),
            judge.noDuplicates(),
            judge.terminal(),
            Finding.of(
                Criterion.X,
                waits.getCount() == EVENTS && waits.getMin() >= 3_200 && shifted(play),
                "%d retries after %.1f to %.1f s of 4 s ± 20 %%, nodes on ports %d (+1 h) and %d"
                    + " (−1 h)",
                waits.getCount(),
                waits.getMin() / 1e3,
                waits.getMax() / 1e3,
                ahead.port(),
                behind.port()));
      }
    }
  }

  /** The clocks were skewed indeed: requests say times two hours apart. */
  private static boolean shifted(Play play) {
    LongSummaryStatistics stamps =
        play.truth()
            .arrivals()
            .mapToLong(it -> Long.parseLong(it.field("webhook-timestamp")))
            .summaryStatistics();
    return stamps.getMax() - stamps.getMin() > 7_000;
  }

  private static LongSummaryStatistics waits(Truth truth) {
    return truth.promises().values().stream()
        .filter(it -> it.endpoints().contains("again"))
        .map(it -> truth.arrivals(it.number(), "again"))
        .filter(all -> all.size() == 2)
        .mapToLong(all -> Patience.millis(all.get(1).at() - all.get(0).answeredAt()))
        .summaryStatistics();
  }
}
