package dev.postern.bench.faults;

import java.time.Duration;

/** 11: each of three nodes is stopped as an operator does it, and started again, under load. */
final class RollingRestart implements Scenario {
  @Override
  public int number() {
    return 11;
  }

  @Override
  public String title() {
    return "one node of three restarted in turn under load";
  }

  @Override
  public int nodes() {
    return 3;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int rounds = stage.either(1, 3);
    try (Play play = new Play(stage.cluster());
        Load load = new Load(play)) {
      load.flows();
      for (int i = 0; i < 3 * rounds; i++) {
        Member member = stage.cluster().member(i % 3);
        member.stop();
        member.startAgain();
        Patience.pause(Duration.ofMillis(stage.random().nextInt(200, 1_500)));
      }
      load.end(Duration.ofSeconds(60));
      Judge judge = play.judge();
      long doubles = play.ledger().doubles();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              doubles == 0
                  && load.unacknowledged() == 0
                  && load.answersBesides(0, 200, 202, 503) == 0,
              "%d restarts, %d posts went on to another node (%d refused with 503), %d other"
                  + " refusals",
              3 * rounds,
              load.answers(0) + load.answers(503),
              load.answers(503),
              load.answersBesides(0, 200, 202, 503)));
    }
  }
}
