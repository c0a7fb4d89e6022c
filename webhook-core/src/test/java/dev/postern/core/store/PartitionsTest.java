package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartitionsTest {
  private static final Instant SUNDAY = Instant.parse("2026-11-22T23:59:59.999Z");

  @Test
  void a_week_ends_where_the_next_begins() {
    WeeklyPartition week = WeeklyPartition.containing(SUNDAY);

    assertThat(week.name("event")).isEqualTo("event_2026w47");
    assertThat(week.bound()).isEqualTo(week.plusWeeks(1).lowest());
    assertThat(WeeklyPartition.containing(SUNDAY.plusMillis(1))).isEqualTo(week.plusWeeks(1));
  }

  @Test
  void the_turn_of_the_year_names_weeks_by_their_own_year() {
    WeeklyPartition week = WeeklyPartition.containing(Instant.parse("2027-01-02T00:00:00Z"));

    assertThat(week.name("event")).isEqualTo("event_2026w53");
  }

  @Test
  void rows_land_in_the_week_of_their_id_and_asking_twice_is_harmless() {
    try (TestDatabase test = TestDatabase.postgres(new String[] {})) {
      Database database = test.database();
      database.update("create table thing (id uuid primary key) partition by range (id)");
      database.update("create table thing_default partition of thing default");
      Partitions partitions = new Partitions(database);

      partitions.ensure(List.of("thing"), SUNDAY);
      partitions.ensure(List.of("thing"), SUNDAY);
      database.update("insert into thing (id) values (?)", idAt(SUNDAY));
      database.update("insert into thing (id) values (?)", idAt(SUNDAY.plusMillis(1)));
      database.update("insert into thing (id) values (?)", idAt(SUNDAY.minusSeconds(86400 * 30)));

      assertThat(
              database.query(
                  "select tableoid::regclass::text as home from thing order by id",
                  row -> row.text("home")))
          .containsExactly("thing_default", "thing_2026w47", "thing_2026w48");
    }
  }

  private static UUID idAt(Instant instant) {
    return new UUID((instant.toEpochMilli() << 16) | 0x7000, 0x8000_0000_0000_0000L);
  }
}
