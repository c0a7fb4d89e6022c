package dev.postern.bench.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * 21: two nodes of an older build are replaced one after the other under load. The first new one
 * migrates the database beneath the old one, which works on, is killed, and starts again over it.
 */
final class Upgraded implements Scenario {
  @Override
  public int number() {
    return 21;
  }

  @Override
  public String title() {
    return "upgrade from an older build, node by node";
  }

  @Override
  public int nodes() {
    return 0;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    if (stage.older().isEmpty()) {
      return new Outcome.NotRun("it needs an older build: --older FOLDER");
    }
    Path older = stage.older().get();
    Duration mixed = stage.either(Duration.ofSeconds(8), Duration.ofSeconds(40));
    try (Cluster cluster = new Cluster(older, Map.of())) {
      cluster.atLeast(2);
      long before = migrations(cluster);
      try (Play play = new Play(cluster);
          Load load = new Load(play)) {
        load.flows();
        Member first = cluster.member(0);
        first.stop();
        first.startAgain(stage.home());
        long after = migrations(cluster);
        load.flows();
        Patience.pause(mixed);
        Member second = cluster.member(1);
        second.kill();
        second.startAgain();
        load.flows();
        Patience.pause(mixed);
        second.stop();
        second.startAgain(stage.home());
        load.flows();
        load.end(Duration.ofSeconds(60));
        Judge judge = play.judge();
        long doubles = play.ledger().doubles();
        return Outcome.of(
            judge.nothingLost(),
            judge.terminal(),
            Finding.of(
                Criterion.X,
                after > before
                    && doubles == 0
                    && load.unacknowledged() == 0
                    && load.answersBesides(0, 200, 202, 503) == 0,
                "%d migrations under the older node, which was killed and started again over them;"
                    + " %d events twice, %d other refusals",
                after - before,
                doubles,
                load.answersBesides(0, 200, 202, 503)));
      }
    }
  }

  private static long migrations(Cluster cluster) throws Exception {
    return cluster
        .database()
        .number(
            "select (select count(*) from schema_history_core) + (select count(*) from"
                + " schema_history_ingest) + (select count(*) from schema_history_outbound)");
  }
}
