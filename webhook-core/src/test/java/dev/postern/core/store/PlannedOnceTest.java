package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannedOnceTest {
  private static final String MOVE =
      """
      update moved set place = m.place
        from unnest(?::uuid[], ?::int[]) m (id, place)
       where moved.id = any(?::uuid[]) and moved.id = m.id
      """;
  private static final int ROWS = 20_000;

  /** As a table of a new week does: its first statement sees it empty, all others do not. */
  @Test
  void the_plan_that_was_made_for_an_empty_table_still_does_when_it_is_full() {
    try (TestDatabase store = TestDatabase.postgres(new String[0])) {
      Database database = store.database();
      database.update("create table moved (id uuid primary key, place integer not null)");
      database.update("vacuum analyze moved");
      store
          .transactions()
          .run(() -> {
            PlannedOnce.within(database);
            // Often enough for the driver to have it prepared, and so planned, by the server.
            IntStream.range(0, 10).forEach(i -> move(database, List.of(UUID.randomUUID())));
            database.update(
                "insert into moved select gen_random_uuid(), 0 from generate_series(1, "
                    + ROWS
                    + ")");
            List<UUID> some = database.query("select id from moved limit 3", row -> row.uuid("id"));

            assertThat(move(database, some)).isEqualTo(3);
            long before = read(database);
            move(database, some);

            assertThat(read(database) - before).as("rows read for three").isLessThan(50);
            assertThat(mode(database)).isEqualTo("force_generic_plan");
          });
      assertThat(mode(database)).as("once the transaction is over").isEqualTo("auto");
    }
  }

  private static int move(Database database, List<UUID> ids) {
    UUID[] wanted = ids.toArray(UUID[]::new);
    return database.update(
        MOVE, wanted, IntStream.range(0, ids.size()).boxed().toArray(Integer[]::new), wanted);
  }

  /** Rows that this transaction has read, by whatever way. */
  private static long read(Database database) {
    return database
        .queryOne(
            """
            select seq_tup_read + idx_tup_fetch as tuples
              from pg_stat_xact_user_tables where relname = 'moved'
            """,
            row -> row.number("tuples"))
        .orElseThrow();
  }

  private static String mode(Database database) {
    return database
        .queryOne("select current_setting('plan_cache_mode') as mode", row -> row.text("mode"))
        .orElseThrow();
  }
}
