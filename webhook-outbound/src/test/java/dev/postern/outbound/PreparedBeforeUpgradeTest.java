package dev.postern.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.store.SharedPostgres;
import dev.postern.core.store.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Nodes of the version before go on while the tables change under them: what they have prepared on
 * the server must not end, within a transaction the driver does not prepare it anew.
 */
class PreparedBeforeUpgradeTest {
  /** The newest migration of the version before. */
  private static final Map<String, String> BEFORE = Map.of("core", "81", "outbound", "92");

  private static final String ENDPOINT =
      "select id, tenant_id, url, signature_formats, headers, format_options, access_sealed"
          + " from endpoint";

  private static final String ANSWERS = "select request_hash, answer from idempotency_key";

  private final Map<String, Connection> older = new LinkedHashMap<>();

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : older.values()) {
      connection.close();
    }
  }

  @Test
  void what_an_older_node_has_prepared_still_runs() throws Exception {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(
        SharedPostgres.server().getJdbcUrl("postgres", SharedPostgres.freshDatabaseName()));
    source.setPrepareThreshold(1);
    BEFORE.forEach((module, version) -> migrate(source, module, version));

    try (Connection any = source.getConnection()) {
      for (String sql : statements(any)) {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        older.put(sql, connection);
      }
    }
    assertThat(failing()).isEmpty();
    assertThat(failing()).as("prepared on the server now").isEmpty();

    try (TestDatabase newer = TestDatabase.over(source, "core", "outbound")) {
      assertThat(newer.database().query("select id from job", row -> 1)).isEmpty();
    }

    assertThat(failing())
        .as("its new column: read outside of transactions, where the driver prepares anew")
        .containsExactly("select * from pause");
    assertThat(failing()).as("and after the one failure").isEmpty();
  }

  /** Endpoints and kept answers are read by the names of columns, others may be as a whole. */
  private static List<String> statements(Connection connection) throws SQLException {
    List<String> statements = new ArrayList<>(List.of(ENDPOINT, ANSWERS));
    try (Statement tables = connection.createStatement();
        ResultSet names =
            tables.executeQuery(
                "select tablename from pg_tables where schemaname = 'public'"
                    + " and tablename not in ('endpoint', 'idempotency_key') order by tablename")) {
      while (names.next()) {
        statements.add("select * from " + names.getString(1));
      }
    }
    return statements;
  }

  /**
   * In a transaction each, and on a connection each: a failure has all of its own prepared anew.
   */
  private List<String> failing() throws SQLException {
    List<String> failing = new ArrayList<>();
    for (Map.Entry<String, Connection> each : older.entrySet()) {
      try (var statement = each.getValue().prepareStatement(each.getKey());
          ResultSet rows = statement.executeQuery()) {
        assertThat(rows.getMetaData().getColumnCount()).isPositive();
        each.getValue().commit();
      } catch (SQLException e) {
        each.getValue().rollback();
        failing.add(each.getKey());
      }
    }
    return failing;
  }

  private static void migrate(PGSimpleDataSource source, String module, String version) {
    assertThat(
            Flyway.configure()
                .dataSource(source)
                .locations(
                    "classpath:db/" + module + "/common", "classpath:db/" + module + "/postgresql")
                .table("schema_history_" + module)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(
                    Map.of("partitioned_by_id", "partition by range (id)", "large_text", "text"))
                .target(version)
                .load()
                .migrate()
                .success)
        .isTrue();
  }
}
