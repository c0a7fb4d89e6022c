package dev.postern.bench.faults;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** 19: no connection to the database is free; and a heap that is nearly full. */
final class Starved implements Scenario {
  private static final String SMALL =
      "-Xmx224m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError";

  @Override
  public int number() {
    return 19;
  }

  @Override
  public String title() {
    return "connection pool exhausted, heap nearly full";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    Duration held = stage.either(Duration.ofSeconds(9), Duration.ofSeconds(60));
    Cluster cluster = stage.cluster();
    Member small = cluster.add(Map.of("POSTERN_JAVA_OPTS", SMALL));
    try (Play play = new Play(cluster);
        Load load = new Load(play)) {
      load.flows();
      long refused = load.answers(503);
      try (Connection holder = cluster.database().connection();
          Statement statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        statement.execute("lock table delivery in access exclusive mode");
        long at = System.nanoTime();
        Patience.pause(held);
        // Their end cannot be stored, and their lease is shorter than this.
        play.truth().fault(at, play.inFlight());
        holder.rollback();
      }
      long begun = System.nanoTime();
      load.flows();
      double back = (System.nanoTime() - begun) / 1e9;
      refused = load.answers(503) - refused;
      play.endpoint("big", Map.of());
      Door big = play.application("big", "x".repeat(250_000));
      play.receiver().behave("big", new Behaviour.Answers(204, Duration.ofMillis(300)));
      try (Publisher publisher = play.publisher(small)) {
        publisher.now(stage.either(300, 3_000), big);
      }
      load.end(Duration.ofSeconds(120));
      Judge judge = play.judge();
      long out = small.logged("OutOfMemoryError");
      boolean alive = ProcessHandle.of(small.pid()).filter(ProcessHandle::isAlive).isPresent();
      return Outcome.of(
          judge.nothingLost(),
          judge.duplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              alive && out == 0 && load.unacknowledged() == 0,
              "table locked %d s: %d posts refused with 503, flowing %.1f s after; node of 224 MiB"
                  + " took %d events of 250 kB, %d OutOfMemoryErrors",
              held.toSeconds(),
              refused,
              back,
              List.copyOf(play.truth().promises().values()).stream()
                  .filter(it -> it.endpoints().contains("big"))
                  .count(),
              out));
    } finally {
      cluster.remove(small);
    }
  }
}
