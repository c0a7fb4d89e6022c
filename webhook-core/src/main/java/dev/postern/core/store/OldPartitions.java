package dev.postern.core.store;

import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Weekly partitions that retention has done with, on PostgreSQL; H2 has none. Dropping a week costs
 * the same however many rows it holds.
 */
@Service
public class OldPartitions {
  private final Database database;
  private final Transactions transactions;

  @Inject
  public OldPartitions(Database database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /**
   * One week of one table.
   *
   * @param name of the partition, fit to stand in a statement
   * @param lowest the lowest id it can hold
   * @param bound the first one it cannot
   */
  public record Week(String name, UUID lowest, UUID bound) {}

  /** Those that ended before that time, the oldest first. */
  public List<Week> endedBefore(String table, Instant time) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return List.of();
    }
    UUID earliest = new UUID(time.toEpochMilli() << 16, 0);
    return database
        .query(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = cast(? as regclass) order by c.relname
            """,
            row -> row.text("relname"),
            table)
        .stream()
        .map(name -> WeeklyPartition.named(table, name).map(week -> week(name, week)))
        .flatMap(Optional::stream)
        // Both begin with a 1 or a 0 bit for thousands of years: their order is that of time.
        .filter(week -> week.bound().compareTo(earliest) <= 0)
        .toList();
  }

  /**
   * Drops it unless it is still needed, which is asked while nobody else can use it. Waits a moment
   * for those who do and gives up then, before others queue up behind it: false.
   */
  public boolean drop(Week week, Predicate<Week> needed) {
    return transactions.required(() -> {
      database.update("set local lock_timeout = '2s'");
      database.update("lock table %s in access exclusive mode".formatted(week.name()));
      boolean free = !needed.test(week);
      if (free) {
        database.update("drop table %s".formatted(week.name()));
      }
      return free;
    });
  }

  private static Week week(String name, WeeklyPartition week) {
    return new Week(name, week.lowest(), week.bound());
  }
}
