package dev.postern.bench.faults;

import java.time.Duration;
import java.util.Map;

/** 12: a hundred times the usual traffic for a while. */
final class Burst implements Scenario {
  private static final int USUAL = 5;
  private static final int TIMES = 100;
  private static final int DOORS = 10;

  @Override
  public int number() {
    return 12;
  }

  @Override
  public String title() {
    return "100× burst";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    Duration length = stage.either(Duration.ofSeconds(8), Duration.ofSeconds(60));
    try (Play play = new Play(stage.cluster())) {
      for (String name : Pace.names("e", DOORS)) {
        play.endpoint(name, Map.of());
      }
      long begun = System.nanoTime();
      Publisher publisher = play.publisher();
      for (String name : Pace.names("e", DOORS)) {
        publisher.every(
            Duration.ofNanos(1_000_000_000L * DOORS / (USUAL * TIMES)), play.application(name));
      }
      Patience.pause(length);
      publisher.stop();
      double acked = (System.nanoTime() - begun) / 1e9;
      int promised = play.truth().promises().size();
      boolean drained = play.drained(Duration.ofMinutes(5));
      double all = (System.nanoTime() - begun) / 1e9;
      Judge judge = play.judge();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              drained
                  && publisher.unacknowledged() == 0
                  && publisher.answersBesides(0, 200, 202, 429, 503) == 0,
              "%d/s wanted for %d s instead of %d/s; %,d acked in %.0f s, drained after %.0f s;"
                  + " the longest waited %.0f s for its turn, %d never acked; answers %s",
              USUAL * TIMES,
              length.toSeconds(),
              USUAL,
              promised,
              acked,
              all,
              publisher.longestTurn().toMillis() / 1e3,
              publisher.unacknowledged(),
              publisher.statuses()));
    }
  }
}
