package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.store.Database;
import dev.postern.ingest.ReceivedStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Batches that both databases understand; the embedded one runs them. */
final class PortableReceivedSql implements ReceivedSql {
  private final Database database;

  PortableReceivedSql(Database database) {
    this.database = database;
  }

  @Override
  public Set<NewReceived> claim(List<NewReceived> firsts) {
    int[] counts =
        database.batch(
            """
            insert into received_key
              (source_id, event_id, received_id, received_at, body_sha256,
               duplicates, differing_duplicates)
            values (?, ?, ?, ?, ?, 0, 0)
            on conflict do nothing
            """,
            firsts.stream()
                .map(row ->
                    new @Nullable Object[] {
                      row.source(),
                      row.key().eventId(),
                      row.id(),
                      row.receivedAt(),
                      row.body().sha256()
                    })
                .toList());
    Set<NewReceived> won = new HashSet<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        won.add(firsts.get(i));
      }
    }
    return won;
  }

  @Override
  public void insert(List<NewReceived> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.batch(
        """
        insert into received
          (id, tenant_id, source_id, event_id, event_id_derived, event_type, received_at,
           verified_by, headers, body, status)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows.stream()
            .map(row ->
                new @Nullable Object[] {
                  row.id(),
                  row.tenant(),
                  row.source(),
                  row.identity().eventId(),
                  row.identity().derived(),
                  row.identity().eventType(),
                  row.receivedAt(),
                  row.verifiedBy(),
                  row.headers(),
                  row.body().bytes(),
                  status(row)
                })
            .toList());
  }

  @Override
  public void enqueue(List<NewReceived> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.batch(
        """
        insert into handover_queue (id, tenant_id, source_id, due_at, attempt_count)
        values (?, ?, ?, current_timestamp, 0)
        """,
        rows.stream()
            .map(row -> new @Nullable Object[] {row.id(), row.tenant(), row.source()})
            .toList());
  }

  @Override
  public Map<EventKey, KnownEvent> lock(Collection<EventKey> keys) {
    Map<EventKey, KnownEvent> known = new HashMap<>();
    for (EventKey key : keys) {
      database
          .queryOne(
              """
              select received_id, body_sha256 from received_key
              where source_id = ? and event_id = ? for update
              """,
              row ->
                  new KnownEvent(row.id("received_id", ReceivedId::new), row.bytes("body_sha256")),
              key.source(),
              key.eventId())
          .ifPresent(event -> known.put(key, event));
    }
    return known;
  }

  @Override
  public void count(List<Repeats> repeats) {
    if (repeats.isEmpty()) {
      return;
    }
    database.batch(
        """
        update received_key
        set duplicates = duplicates + ?, differing_duplicates = differing_duplicates + ?,
            last_duplicate_at = ?
        where source_id = ? and event_id = ?
        """,
        repeats.stream()
            .map(each ->
                new @Nullable Object[] {
                  each.copies(),
                  each.differing(),
                  each.last(),
                  each.key().source(),
                  each.key().eventId()
                })
            .toList());
  }

  /** With nobody to hand it to, everything that was to be done has been done. */
  static ReceivedStatus status(NewReceived row) {
    return row.handOver() ? ReceivedStatus.RECEIVED : ReceivedStatus.PROCESSED;
  }
}
