package dev.postern.core.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * One real PostgreSQL a JVM, with a database per test class. It commits as in production but does
 * not wait for the disk: that would matter only where the machine loses its power.
 */
public final class SharedPostgres {
  private static final int MOST_CONNECTIONS = 100;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Map<List<String>, String> TEMPLATES = new HashMap<>();
  private static @Nullable EmbeddedPostgres server;

  private SharedPostgres() {}

  public static synchronized EmbeddedPostgres server() throws IOException {
    if (server == null) {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("autovacuum", "off")
              .setServerConfig("max_connections", "200")
              .start();
    }
    return server;
  }

  /**
   * A fresh database with the tables of {@code modules}: they are made once, in a template, and
   * copied for each test.
   */
  static synchronized JdbcConnectionPool freshDatabase(
      List<String> modules, BiConsumer<DataSource, String> migrate) throws IOException {
    String template = TEMPLATES.get(modules);
    if (template == null) {
      template = freshDatabaseName();
      DataSource source = server().getDatabase("postgres", template);
      modules.forEach(module -> migrate.accept(source, module));
      TEMPLATES.put(modules, template);
    }
    return pool(create(" template " + template + " strategy file_copy"));
  }

  /** A connection is a process to PostgreSQL: making one for every statement is what tests did. */
  private static JdbcConnectionPool pool(String database) throws IOException {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setUrl(server().getJdbcUrl("postgres", database));
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(MOST_CONNECTIONS);
    return pool;
  }

  public static String freshDatabaseName() throws IOException {
    return create("");
  }

  private static String create(String from) throws IOException {
    String name = "test" + NUMBER.incrementAndGet();
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + from);
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return name;
  }
}
