package dev.postern.bench.run;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that waits for the disk at every commit, with a database for each figure. */
public final class Postgres implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final EmbeddedPostgres server;

  public Postgres() throws IOException {
    server = configured().start();
  }

  /** On a folder that stays, with what was filled in there before. */
  public Postgres(Path folder, Map<String, String> more) throws IOException {
    EmbeddedPostgres.Builder builder =
        configured()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60));
    more.forEach(builder::setServerConfig);
    server = builder.start();
  }

  private static EmbeddedPostgres.Builder configured() {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("shared_buffers", "1GB")
        .setServerConfig("max_wal_size", "4GB")
        .setServerConfig("max_connections", "300");
  }

  /** The JDBC URL of a database that may be there. */
  public String url(String name) {
    return server.getJdbcUrl("postgres", name);
  }

  /** The JDBC URL of a new, empty database. */
  public String fresh() throws SQLException {
    String name = "bench" + NUMBER.incrementAndGet();
    execute(server.getJdbcUrl("postgres", "postgres"), "create database " + name);
    return server.getJdbcUrl("postgres", name);
  }

  public int port() {
    return server.getPort();
  }

  public static String nameOf(String url) {
    return url.replaceFirst("^.*/([^/?]+).*$", "$1");
  }

  public static void execute(String url, String sql) throws SQLException {
    try (Connection connection = java.sql.DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row, as a number. */
  public static long number(String url, String sql) throws SQLException {
    try (Connection connection = java.sql.DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
