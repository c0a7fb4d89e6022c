package dev.postern.bench.faults;

import java.time.Duration;

/** 5: the line to the database ends at a COMMIT, before or after the database has done it. */
final class CutOnCommit implements Scenario {
  @Override
  public int number() {
    return 5;
  }

  @Override
  public String title() {
    return "connection cut on COMMIT";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int cuts = stage.either(30, 300);
    int before = 0;
    Cluster cluster = stage.cluster();
    try (Play play = new Play(cluster);
        Load load = new Load(play)) {
      load.flows();
      for (int i = 0; i < cuts; i++) {
        Proxy line = cluster.member(stage.random().nextInt(2)).line();
        boolean early = stage.random().nextBoolean();
        before += early ? 1 : 0;
        int made = line.cuts();
        line.cutNext(early ? Proxy.Cut.BEFORE_COMMIT : Proxy.Cut.AFTER_COMMIT);
        Patience.require(Duration.ofSeconds(30), "a commit goes by", () -> line.cuts() > made);
        play.fault();
        Patience.pause(Duration.ofMillis(stage.random().nextInt(50, 500)));
      }
      load.end(Duration.ofSeconds(90));
      Judge judge = play.judge();
      long doubles = play.ledger().doubles();
      return Outcome.of(
          judge.nothingLost(),
          judge.duplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              doubles == 0
                  && load.unacknowledged() == 0
                  && load.answersBesides(0, 200, 202, 503) == 0,
              "one row an event: %d commits cut (%d before, %d after), %d rows twice, 503 %d times,"
                  + " %d other refusals",
              cuts,
              before,
              cuts - before,
              doubles,
              load.answers(503),
              load.answersBesides(0, 200, 202, 503)));
    }
  }
}
