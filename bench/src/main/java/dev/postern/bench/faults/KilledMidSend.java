package dev.postern.bench.faults;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** 1: a node dies by {@code kill -9} at a random moment, again and again. */
final class KilledMidSend implements Scenario {
  @Override
  public int number() {
    return 1;
  }

  @Override
  public String title() {
    return "kill -9 of a node mid-send";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int moments = stage.either(4, 50);
    RandomGenerator random = stage.random();
    try (Play play = new Play(stage.cluster());
        Load load = new Load(play)) {
      load.flows();
      for (int moment = 0; moment < moments; moment++) {
        Patience.pause(Duration.ofMillis(random.nextInt(200, 2_500)));
        Member victim = stage.cluster().member(random.nextInt(2));
        victim.kill();
        play.fault();
        victim.startAgain();
      }
      load.end(Duration.ofSeconds(90));
      long inFlight = play.truth().faults().stream().mapToLong(it -> it.inFlight().size()).sum();
      Judge judge = play.judge();
      return Outcome.of(
          judge.nothingLost(),
          judge.duplicates(),
          judge.recovered(Member.RECOVERY),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              play.ledger().doubles() == 0 && load.unacknowledged() == 0,
              "%d moments, %d in flight at them, %d events twice, %d never acked",
              moments,
              inFlight,
              play.ledger().doubles(),
              load.unacknowledged()));
    }
  }
}
