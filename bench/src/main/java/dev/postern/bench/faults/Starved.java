package dev.postern.bench.faults;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** 19: no connection to the database is free; and a heap that is nearly full. */
final class Starved implements Scenario {
  private static final int HEAP_MIB = 224;

  /** Of its heap: below that it was not nearly full, and nothing is shown. */
  private static final double FULL = 0.6;

  private static final String SMALL =
      "-Xmx" + HEAP_MIB + "m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError";

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
      double fullest;
      try (Publisher publisher = play.publisher(small);
          HeapGauge gauge = new HeapGauge(small.pid())) {
        publisher.now(stage.either(300, 3_000), big);
        fullest = gauge.most() / (double) (HEAP_MIB << 20);
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
              alive && out == 0 && load.unacknowledged() == 0 && provoked(refused, fullest),
              "table locked %d s: %d posts refused with 503, flowing %.1f s after; node of %d MiB"
                  + " took %d events of 250 kB, its heap up to %.0f %% full, %d OutOfMemoryErrors",
              held.toSeconds(),
              refused,
              back,
              HEAP_MIB,
              List.copyOf(play.truth().promises().values()).stream()
                  .filter(it -> it.endpoints().contains("big"))
                  .count(),
              100 * fullest,
              out));
    } finally {
      cluster.remove(small);
    }
  }

  /**
   * Whether the faults took place at all.
   *
   * @param refused posts while there was no connection
   * @param fullest of the heap's size
   */
  static boolean provoked(long refused, double fullest) {
    return refused > 0 && fullest >= FULL;
  }
}
