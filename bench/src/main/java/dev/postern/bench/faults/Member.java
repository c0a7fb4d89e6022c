package dev.postern.bench.faults;

import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One node of a cluster, and its own line to the database. */
final class Member implements AutoCloseable {
  static final String KEY = "faults-faults-faults-faults-faults-0123";

  /** Short, so that what a fault leaves behind is seen within seconds. */
  static final Duration LEASE = Duration.ofSeconds(8);

  static final Duration POLL = Duration.ofMillis(500);

  /** A lease and a poll, and two seconds for the requests themselves. */
  static final Duration RECOVERY = LEASE.plus(POLL).plusSeconds(2);

  private Warmth build;
  private final Proxy line;
  private final Map<String, String> environment = new HashMap<>();
  private ThrowAwayNode node;

  Member(Warmth build, Database database, Map<String, String> more) throws IOException {
    this.build = build;
    line = Proxy.toDatabase(database.port());
    environment.put("POSTERN_ADMIN_API_KEY", KEY);
    environment.put(
        "POSTERN_DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:"
            + line.port()
            + "/postgres?sslmode=disable&gssEncMode=disable");
    environment.put("POSTERN_DATABASE_USER", "postgres");
    environment.put("POSTERN_MASTER_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    environment.put("POSTERN_DELIVERY_LEASE", LEASE.toSeconds() + "s");
    environment.put("POSTERN_HANDOVER_LEASE", LEASE.toSeconds() + "s");
    environment.put("POSTERN_RETRY_SCHEDULE", "1s,1s,2s,2s,5s,5s,5s,5s,5s");
    environment.put("POSTERN_REPLAY_PER_SECOND", "1000");
    environment.putAll(more);
    node = ThrowAwayNode.start(build.launcher(), environment, build.folder());
  }

  int port() {
    return node.port();
  }

  long pid() {
    return node.pid();
  }

  Proxy line() {
    return line;
  }

  Path data() {
    return node.data();
  }

  void kill() {
    node.kill();
  }

  void stop() {
    node.stop();
  }

  /** On the same port. */
  void startAgain() throws IOException {
    node.deleteData();
    node = ThrowAwayNode.start(build.launcher(), environment, build.folder(), node.port());
  }

  /** On the same port, of the project in that folder. */
  void startAgain(Path home) throws IOException {
    build = build.of(home);
    startAgain();
  }

  void pause() throws IOException, InterruptedException {
    Commands.run("kill", "-STOP", Long.toString(node.pid()));
  }

  void resume() throws IOException, InterruptedException {
    Commands.run("kill", "-CONT", Long.toString(node.pid()));
  }

  /** How many lines of its log hold that. */
  long logged(String what) throws IOException {
    Path log = node.data().resolve("logs/messages.log");
    if (!Files.exists(log)) {
      return 0;
    }
    try (var lines = Files.lines(log)) {
      return lines.filter(it -> it.contains(what)).count();
    }
  }

  /** Bytes of what is alive in the heap, counted after a collection. */
  long heap() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Commands.run(jcmd, Long.toString(node.pid()), "GC.class_histogram")
        .lines()
        .filter(it -> it.startsWith("Total"))
        .mapToLong(it -> Long.parseLong(it.trim().replaceAll(".*\\s", "")))
        .sum();
  }

  @Override
  public void close() throws IOException {
    node.close();
    line.close();
  }
}
