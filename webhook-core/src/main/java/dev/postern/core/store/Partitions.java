package dev.postern.core.store;

import java.time.Instant;
import java.util.List;

/**
 * Attaches weekly partitions on PostgreSQL, so that retention can drop a week instead of deleting
 * its rows. Does nothing on H2. Safe on every node at once: an existing partition is left alone.
 */
final class Partitions {
  private static final System.Logger LOG = System.getLogger(Partitions.class.getName());

  /** Far enough ahead that a node which restarts once a month never writes past them. */
  private static final int WEEKS_AHEAD = 6;

  private final Database database;

  Partitions(Database database) {
    this.database = database;
  }

  void ensure(List<String> tables, Instant now) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return;
    }
    WeeklyPartition first = WeeklyPartition.containing(now);
    for (String table : tables) {
      for (int week = 0; week <= WEEKS_AHEAD; week++) {
        attempt(table, first.plusWeeks(week));
      }
    }
  }

  /** Rows of that week in the default partition stand in the way: they stay there, and work. */
  private void attempt(String table, WeeklyPartition week) {
    try {
      attach(table, week);
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "partition_not_attached partition=" + week.name(table) + ": rows stay in the default one",
          e);
    }
  }

  private void attach(String table, WeeklyPartition week) {
    // DDL takes no parameters. Every part is ours: a table name from code and two computed ids.
    database.update(
        """
        create table if not exists %s partition of %s for values from ('%s') to ('%s')
        """
            .formatted(week.name(table), table, week.lowest(), week.bound()));
  }
}
