package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.ingest.ReceivedStatus;
import java.sql.SQLException;
import java.time.Instant;
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
  public Held hold(Collection<SourceId> sources) {
    Set<SourceId> held = new HashSet<>();
    Map<SecretId, Instant> ends = new HashMap<>();
    for (SourceId source : sources) {
      held.addAll(
          database.query(
              "select id from source where id = ? for update",
              row -> row.id("id", SourceId::new),
              source));
      database
          .query(
              """
              select id, expires_at from secret_version
              where owner_id = ? and expires_at is not null
              """,
              row -> Map.entry(row.id("id", SecretId::new), row.instant("expires_at")),
              source)
          .forEach(end -> ends.put(end.getKey(), end.getValue()));
    }
    return new Held(held, ends);
  }

  @Override
  public void remember(List<Nonce> nonces) {
    database.batch(
        """
        insert into seen_nonce (source_id, nonce_sha256, event_id, seen_at)
        values (?, ?, ?, ?)
        on conflict do nothing
        """,
        nonces.stream()
            .map(nonce ->
                new @Nullable Object[] {
                  nonce.key().source(), nonce.key().bytes(), nonce.eventKey(), nonce.seenAt()
                })
            .toList());
  }

  @Override
  public Map<Nonce.Key, String> events(Collection<Nonce.Key> nonces) {
    Map<Nonce.Key, String> events = new HashMap<>();
    for (Nonce.Key nonce : nonces) {
      database
          .queryOne(
              "select event_id from seen_nonce where source_id = ? and nonce_sha256 = ?",
              row -> row.text("event_id"),
              nonce.source(),
              nonce.bytes())
          .ifPresent(event -> events.put(nonce, event));
    }
    return events;
  }

  @Override
  public Set<NewReceived> store(List<NewReceived> firsts) {
    Set<NewReceived> won = claim(firsts);
    List<NewReceived> rows = firsts.stream().filter(won::contains).toList();
    insert(rows);
    enqueue(rows.stream().filter(NewReceived::handOver).toList());
    return won;
  }

  private Set<NewReceived> claim(List<NewReceived> firsts) {
    int[] counts =
        database.batch(
            """
            insert into received_key
              (source_id, event_id, received_id, received_at, body_sha256, proof_sha256,
               duplicates, differing_duplicates)
            values (?, ?, ?, ?, ?, ?, 0, 0)
            on conflict do nothing
            """,
            firsts.stream()
                .map(row ->
                    new @Nullable Object[] {
                      row.source(),
                      row.key().eventId(),
                      row.id(),
                      row.receivedAt(),
                      row.body().sha256(),
                      row.body().proof()
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

  private void insert(List<NewReceived> rows) {
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

  private void enqueue(List<NewReceived> rows) {
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
              select received_id, body_sha256, proof_sha256,
                exists (select 1 from received r where r.id = received_id) as kept
              from received_key
              where source_id = ? and event_id = ? for update
              """,
              PortableReceivedSql::known,
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

  static KnownEvent known(Row row) throws SQLException {
    return new KnownEvent(
        row.id("received_id", ReceivedId::new),
        row.bytes("body_sha256"),
        row.bytesOrNull("proof_sha256"),
        row.flag("kept"));
  }

  /** With nobody to hand it to, everything that was to be done has been done. */
  static ReceivedStatus status(NewReceived row) {
    return row.handOver() ? ReceivedStatus.RECEIVED : ReceivedStatus.PROCESSED;
  }
}
