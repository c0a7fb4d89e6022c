package dev.postern.ingest.rate;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import dev.postern.ingest.pipeline.SlidingWindow;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code request_rate}. */
@Service
public class RateStore {
  static final int MOST_READ = 20_000;

  private final Database database;

  @Inject
  public RateStore(Database database) {
    this.database = database;
  }

  /** Overwrites what this node said of these slots before. */
  void tell(UUID node, List<RateCount> counts) {
    if (counts.isEmpty()) {
      return;
    }
    database.batch(
        """
        insert into request_rate
          (rate_key, slot, node, slot_millis, requests, written_at, expires_at)
        values (?, ?, ?, ?, 0, current_timestamp, ?)
        on conflict do nothing
        """,
        counts.stream()
            .map(count ->
                new @Nullable Object[] {
                  count.key(),
                  count.slot().index(),
                  node,
                  count.slot().millis(),
                  count.slot().over()
                })
            .toList());
    database.batch(
        """
        update request_rate set requests = ?, written_at = current_timestamp
        where rate_key = ? and slot = ? and node = ?
        """,
        counts.stream()
            .map(count ->
                new @Nullable Object[] {
                  count.slot().requests(), count.key(), count.slot().index(), node
                })
            .toList());
  }

  /** What all other nodes counted in the slots that any of them touched within these seconds. */
  List<RateCount> heard(UUID node, int seconds) {
    return database.query(
        """
        select r.rate_key, r.slot, min(r.slot_millis) as slot_millis, sum(r.requests) as requests
        from request_rate r
        where r.node <> ? and exists (
          select 1 from request_rate n
          where n.rate_key = r.rate_key and n.slot = r.slot and n.node <> ?
            and n.written_at >= current_timestamp - cast(? as double precision) * interval '1' second)
        group by r.rate_key, r.slot
        order by r.slot desc limit ?
        """,
        row ->
            new RateCount(
                row.id("rate_key", key -> key),
                new SlidingWindow.Slot(
                    row.number("slot"),
                    row.number("slot_millis"),
                    (int) Math.min(Integer.MAX_VALUE / 2, row.number("requests")))),
        node,
        node,
        (double) seconds,
        MOST_READ);
  }

  void forget(Instant now) {
    database.update("delete from request_rate where expires_at < ?", now);
  }
}
