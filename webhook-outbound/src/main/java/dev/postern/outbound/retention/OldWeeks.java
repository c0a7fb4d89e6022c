package dev.postern.outbound.retention;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import dev.postern.core.store.OldPartitions;
import dev.postern.core.store.OldPartitions.Week;
import jakarta.inject.Inject;
import java.time.Instant;

/** Drops whole weeks that no tenant keeps any more and that hold nothing still to be sent. */
@Service
class OldWeeks {
  private final OldPartitions partitions;
  private final Database database;

  @Inject
  OldWeeks(OldPartitions partitions, Database database) {
    this.partitions = partitions;
    this.database = database;
  }

  int attempts(Instant before) {
    int dropped = 0;
    for (Week week : partitions.endedBefore("attempt", before)) {
      dropped += partitions.drop(week, this::attemptsPending) ? 1 : 0;
    }
    return dropped;
  }

  int deliveries(Instant before) {
    int dropped = 0;
    for (Week week : partitions.endedBefore("delivery", before)) {
      dropped += partitions.drop(week, this::deliveriesPending) ? 1 : 0;
    }
    return dropped;
  }

  int events(Instant before) {
    int dropped = 0;
    for (Week week : partitions.endedBefore("event", before)) {
      if (partitions.drop(week, this::eventsPending)) {
        dropped++;
        database.update(
            "delete from event_filtered where event_id >= ? and event_id < ?",
            week.lowest(),
            week.bound());
      }
    }
    return dropped;
  }

  private boolean attemptsPending(Week week) {
    // The name is a partition's, read from the catalogue and matched against our own form.
    return any(
        "select 1 as n from %s a join delivery_queue q on q.id = a.delivery_id limit 1"
            .formatted(week.name()));
  }

  private boolean deliveriesPending(Week week) {
    return any(
        "select 1 as n from delivery_queue where id >= ? and id < ? limit 1",
        week.lowest(),
        week.bound());
  }

  private boolean eventsPending(Week week) {
    return any(
        "select 1 as n from delivery_queue where event_id >= ? and event_id < ? limit 1",
        week.lowest(),
        week.bound());
  }

  private boolean any(String sql, Object... parameters) {
    return database.queryOne(sql, row -> true, parameters).isPresent();
  }
}
