package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL that keeps what it has committed, can go and come back, and is asked past the nodes.
 */
final class DurablePostgres implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres postgres;

  DurablePostgres(Path folder) throws IOException {
    this.folder = folder;
    postgres = start(0);
  }

  int port() {
    return postgres.getPort();
  }

  /** Gone until {@link #back}. */
  @Override
  public void close() throws IOException {
    postgres.close();
  }

  /** On the same port, with what it had. */
  void back() throws IOException {
    postgres = start(postgres.getPort());
  }

  private EmbeddedPostgres start(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  Connection connection() throws SQLException {
    return DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long count(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  long waiting(String what) throws SQLException {
    return count(
        "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and (" + what + ")");
  }

  /** Whoever inserts that event too has to wait for the end of this transaction. */
  void hold(Connection holder, String event) throws SQLException {
    try (PreparedStatement statement =
        holder.prepareStatement(
            """
            insert into received_key (source_id, event_id, received_id, received_at, body_sha256,
              proof_sha256, duplicates, differing_duplicates)
            select source_id, ?, gen_random_uuid(), now(), '\\x00', '\\x00', 0, 0
            from received_key where event_id = 'storm'
            """)) {
      statement.setString(1, event);
      assertThat(statement.executeUpdate()).isOne();
    }
  }
}
