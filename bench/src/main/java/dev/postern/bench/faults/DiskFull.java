package dev.postern.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * 6: a disk that holds the database, the node's data and its logs fills up, and is freed again. A
 * tmpfs stands for the disk: only root can mount one.
 */
final class DiskFull implements Scenario {
  @Override
  public int number() {
    return 6;
  }

  @Override
  public String title() {
    return "disk full for database and for logs";
  }

  @Override
  public int nodes() {
    return 0;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    Path disk = Files.createTempDirectory("faults-disk").toRealPath();
    try {
      Commands.run("mount", "-t", "tmpfs", "-o", "size=1200m", "tmpfs", disk.toString());
    } catch (IOException refused) {
      Files.delete(disk);
      return new Outcome.NotRun("needs root to mount a small disk");
    }
    try (Cluster cluster = new Cluster(stage.home(), disk.resolve("all"), Map.of())) {
      cluster.atLeast(1);
      return play(stage, cluster, disk);
    } finally {
      Commands.run("umount", "-l", disk.toString());
      Files.delete(disk);
    }
  }

  private static Outcome play(Stage stage, Cluster cluster, Path disk) throws Exception {
    Duration full = stage.either(Duration.ofSeconds(10), Duration.ofSeconds(60));
    Database database = cluster.database();
    Path filler = disk.resolve("filler");
    try (Play play = new Play(cluster);
        Load load = new Load(play)) {
      Door big = play.application("a", "x".repeat(200_000));
      load.flows();
      Lasting lasting = new Lasting(play.truth(), play.ledger());
      long free = disk.toFile().getUsableSpace();
      Commands.run(
          "dd", "if=/dev/zero", "of=" + filler, "bs=1M", "count=" + (free / (1 << 20) - 24));
      Publisher heavy = play.publisher();
      heavy.every(Duration.ofMillis(100), big);
      Patience.require(Duration.ofSeconds(90), "posts are refused", () -> load.answers(503) > 0);
      // What little is left goes to the logs.
      long end = System.nanoTime() + full.toNanos();
      while (System.nanoTime() < end) {
        look(lasting);
        Patience.pause(Duration.ofMillis(200));
      }
      long left = disk.toFile().getUsableSpace();
      Files.delete(filler);
      if (!database.answers()) {
        database.start();
      }
      Patience.require(Duration.ofSeconds(60), "the database is back", database::answers);
      // Only now: what was claimed before there was room again is in flight too.
      lasting.end(System.nanoTime());
      long begun = System.nanoTime();
      load.flows();
      double back = (System.nanoTime() - begun) / 1e9;
      heavy.stop();
      // A webhook whose tries fell into the minute is due again after two.
      load.end(Duration.ofMinutes(5));
      Judge judge = play.judge();
      return Outcome.of(
          judge.nothingLost(),
          judge.duplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              load.answersBesides(0, 200, 202, 503) == 0
                  && load.unacknowledged() + heavy.unacknowledged() == 0
                  && play.ledger().doubles() == 0,
              "full for %d s (%d kB left): 503 %d times, %d other refusals; flowing %.1f s after it"
                  + " was freed",
              full.toSeconds(),
              left >> 10,
              load.answers(503),
              load.answersBesides(0, 200, 202, 503),
              back));
    }
  }

  /** The database may be down for want of room. */
  private static void look(Lasting lasting) {
    try {
      lasting.look();
    } catch (SQLException away) {
      return;
    }
  }
}
