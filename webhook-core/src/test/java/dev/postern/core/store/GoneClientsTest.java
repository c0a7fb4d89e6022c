package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was given up does not stay in the database. */
class GoneClientsTest {
  private TestDatabase store;

  @BeforeEach
  void open() {
    store = TestDatabase.postgres(new String[] {"core"});
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_statement_that_was_given_up_leaves_the_lock_it_waits_for() throws Exception {
    GoneClients.lookFor(store.database());
    try (Connection holder = store.connection();
        Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table api_key in access exclusive mode");

      giveUpWaiting();
      assertThat(waiting()).as("it does not know yet").isOne();

      await().atMost(Duration.ofSeconds(15)).until(() -> waiting() == 0);
      assertThat(holder.isValid(1)).as("who works is still there").isTrue();
    }
  }

  @Test
  void what_an_operator_set_stays() {
    // Each statement by a connection of its own: what is set counts for those opened after it.
    Database once = new Database(store::connection, connection -> false);
    int unused =
        once.update(
            """
            do $$
            begin
              execute format(
                'alter database %I set client_connection_check_interval = ''9s''',
                current_database());
            end
            $$
            """);

    GoneClients.lookFor(once);

    assertThat(ofTheUser()).containsExactly("{client_connection_check_interval=9s}");
  }

  @Test
  void nodes_that_start_at_once_and_again_do_not_mind() {
    GoneClients.lookFor(store.database());
    GoneClients.lookFor(store.database());

    assertThat(ofTheUser()).containsExactly("{client_connection_check_interval=5s}");
  }

  private void giveUpWaiting() throws SQLException {
    try (Connection connection = store.connection();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 500);
      assertThatThrownBy(() -> statement.execute("select id from api_key"))
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  private long waiting() {
    return store
        .database()
        .queryOne(
            """
            select count(*) as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """,
            row -> row.number("n"))
        .orElseThrow();
  }

  private List<String> ofTheUser() {
    return store
        .database()
        .query(
            """
            select setconfig::text as set from pg_db_role_setting s
            join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
            """,
            row -> row.text("set"));
  }
}
