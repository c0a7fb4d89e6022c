package dev.postern.bench.faults;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** 4: the database goes, in good order and by {@code kill -9}, and comes back. */
final class DatabaseRestart implements Scenario {
  @Override
  public int number() {
    return 4;
  }

  @Override
  public String title() {
    return "database restart under load, and its crash";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    int rounds = stage.either(1, 5);
    Cluster cluster = stage.cluster();
    Database database = cluster.database();
    try (Play play = new Play(cluster);
        Load load = new Load(play)) {
      load.flows();
      for (int i = 0; i < 2 * rounds; i++) {
        Patience.pause(Duration.ofMillis(stage.random().nextInt(300, 2_000)));
        long at = System.nanoTime();
        if (i % 2 == 0) {
          database.stop();
        } else {
          database.kill();
        }
        Patience.pause(Duration.ofSeconds(4));
        database.start();
        Patience.require(Duration.ofSeconds(60), "the database is back", database::answers);
        play.truth().fault(at, inFlight(play));
        load.flows();
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
              load.answers(503) > 0
                  && load.answersBesides(0, 200, 202, 503) == 0
                  && load.unacknowledged() == 0
                  && doubles == 0,
              "503 %d times, %d without an answer, %d other refusals, %d events twice, %d never"
                  + " acked",
              load.answers(503),
              load.answers(0),
              load.answersBesides(0, 200, 202, 503),
              doubles,
              load.unacknowledged()));
    }
  }

  /** Had arrived, and is not over in what the database has saved. */
  private static Set<String> inFlight(Play play) throws Exception {
    Set<String> unsettled = new HashSet<>(play.ledger().unsettled());
    Set<String> arrived = new HashSet<>();
    play.truth().arrivals().forEach(it -> arrived.add(it.webhookId()));
    unsettled.retainAll(arrived);
    return unsettled;
  }
}
