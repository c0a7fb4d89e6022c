package dev.postern.bench.faults;

import java.time.Duration;

/** 4: the database goes, in good order and by {@code kill -9}, and comes back. */
final class DatabaseRestart implements Scenario {
  /**
   * More than this in a node's live heap while the database is away would be a queue of some kind.
   */
  private static final long ROOM = 48L << 20;

  /** Each stop lasts so long, and what comes up again takes a while more. */
  private static final Duration AWAY = Duration.ofSeconds(4);

  /** Within which all is told that was posted until a stop was over. */
  private static final Duration CAUGHT_UP = Duration.ofSeconds(30);

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
      long before = cluster.heap();
      long away = 0;
      int looks = 0;
      int told = 0;
      Duration slowest = Duration.ZERO;
      Health health = new Health(new Client());
      for (int i = 0; i < 2 * rounds; i++) {
        Patience.pause(Duration.ofMillis(stage.random().nextInt(300, 2_000)));
        long at = System.nanoTime();
        if (i % 2 == 0) {
          database.stop();
        } else {
          database.kill();
        }
        long gone = System.nanoTime();
        for (Member member : cluster.members()) {
          looks++;
          told +=
              Patience.until(Duration.ofSeconds(3), () -> health.ready(member) == 503)
                      && health.live(member) == 200
                  ? 1
                  : 0;
        }
        Patience.pause(AWAY.minusNanos(System.nanoTime() - gone));
        away = Math.max(away, cluster.heap());
        database.start();
        Patience.require(Duration.ofSeconds(60), "the database is back", database::answers);
        long back = System.nanoTime();
        play.truth().fault(at, play.inFlight());
        load.flows();
        // Each stop is a fault of its own: who was not told after one does not meet the next.
        boolean unused = load.caughtUp(CAUGHT_UP);
        Duration caughtUp = Duration.ofNanos(System.nanoTime() - back);
        slowest = caughtUp.compareTo(slowest) > 0 ? caughtUp : slowest;
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
                  && slowest.compareTo(CAUGHT_UP) <= 0
                  && doubles == 0
                  && told == looks
                  && away < before + cluster.members().size() * ROOM,
              "503 %d times, %d without an answer, %d other refusals, %d events twice, %d never"
                  + " acked; all that was posted told %.1f s after it at the latest, of %d; live"
                  + " heap %d MiB before, at most %d MiB while the database was away; meanwhile %d"
                  + " of %d times not ready and alive",
              load.answers(503),
              load.answers(0),
              load.answersBesides(0, 200, 202, 503),
              doubles,
              load.unacknowledged(),
              slowest.toMillis() / 1e3,
              CAUGHT_UP.toSeconds(),
              before >> 20,
              away >> 20,
              told,
              looks));
    }
  }
}
