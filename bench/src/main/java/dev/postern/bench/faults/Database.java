package dev.postern.bench.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL that waits for the disk, and can go and come back on the same folder and port. */
final class Database implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;
  private final Path folder;
  private final int port;
  private EmbeddedPostgres server;

  /** On an empty folder. */
  Database(Path folder) throws IOException {
    this.folder = folder;
    server = builder().start();
    port = server.getPort();
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "200");
  }

  int port() {
    return port;
  }

  Connection connection() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&loginTimeout=%d"
            .formatted(port, PATIENCE_SECONDS));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Sessions that wait as described. */
  long waiting(String how) throws SQLException {
    return number(
        "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and (" + how + ")");
  }

  boolean answers() {
    try {
      return number("select 1") == 1;
    } catch (SQLException away) {
      return false;
    }
  }

  /** As an operator does it: clients are thrown out, what is committed is written. */
  void stop() throws IOException {
    server.close();
  }

  /** As a crash of the machine's operating system does it, but for the page cache. */
  void kill() throws IOException, InterruptedException {
    Commands.run("kill", "-9", Long.toString(pid()));
    server.close();
  }

  /** What is left of the last one is recovered. */
  void start() throws IOException {
    server = builder().setPort(port).start();
  }

  /**
   * As a machine does that hangs: what is connected stays so, the system takes new connections in,
   * and nobody answers.
   */
  void pause() throws IOException, InterruptedException {
    // Its parent first: then no child is made or buried while the others are stopped.
    Commands.run("kill", "-STOP", Long.toString(pid()));
    signalChildren("-STOP");
  }

  /** Goes on where it was; nothing happens to one that was not paused. */
  void resume() throws IOException, InterruptedException {
    signalChildren("-CONT");
    Commands.run("kill", "-CONT", Long.toString(pid()));
  }

  private void signalChildren(String signal) throws IOException, InterruptedException {
    for (ProcessHandle child : ProcessHandle.of(pid()).orElseThrow().descendants().toList()) {
      Commands.run("kill", signal, Long.toString(child.pid()));
    }
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
