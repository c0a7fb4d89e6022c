package dev.postern.bench.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * 20, beside the matrix: a node whose connections go through PgBouncer in transaction mode. Before
 * its version 1.21 it keeps no prepared statements, which the driver has to be told.
 */
final class Bounced implements Scenario {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  @Override
  public int number() {
    return 20;
  }

  @Override
  public String title() {
    return "one node behind PgBouncer in transaction mode";
  }

  @Override
  public int nodes() {
    return 2;
  }

  @Override
  public Outcome play(Stage stage) throws Exception {
    if (!Files.isExecutable(PROGRAM)) {
      return new Outcome.NotRun("needs PgBouncer (Debian: apt-get install pgbouncer)");
    }
    Cluster cluster = stage.cluster();
    int port = freePort();
    Process bouncer = start(cluster.database().port(), port);
    Member bounced = null;
    try {
      Patience.pause(Duration.ofSeconds(1));
      bounced =
          cluster.add(
              Map.of(
                  "POSTERN_DATABASE_URL",
                  "jdbc:postgresql://127.0.0.1:" + port + "/postgres?prepareThreshold=0"));
      return play(stage, bounced);
    } finally {
      if (bounced != null) {
        cluster.remove(bounced);
      }
      bouncer.destroy();
    }
  }

  private static Outcome play(Stage stage, Member bounced) throws Exception {
    try (Play play = new Play(stage.cluster())) {
      Pace.Latency latency;
      try (Load load = new Load(play)) {
        load.flows();
        play.endpoint("own", Map.of());
        try (Publisher publisher = play.publisher(bounced)) {
          publisher.now(200, play.application("own"));
        }
        latency = Pace.of(play, List.of("own"), 5, Duration.ofSeconds(15));
        load.end(Duration.ofSeconds(60));
      }
      Judge judge = play.judge();
      return Outcome.of(
          judge.nothingLost(),
          judge.noDuplicates(),
          judge.terminal(),
          Finding.of(
              Criterion.X,
              play.truth().promises().size() > 200,
              "p50 %.0f ms, p99 %.0f ms; LISTEN lost %d times on it",
              latency.p50(),
              latency.p99(),
              bounced.logged("ear_lost")));
    }
  }

  private static Process start(int database, int port) throws IOException {
    Path file =
        Files.createTempFile(
            "pgbouncer",
            ".ini",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    Files.writeString(
        file,
        """
        [databases]
        postgres = host=127.0.0.1 port=%d user=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = 20
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(database, port));
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> command =
        root
            ? List.of(PROGRAM.toString(), "-q", "-u", "postgres", file.toString())
            : List.of(PROGRAM.toString(), "-q", file.toString());
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
