package dev.postern.ingest.store;

import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One statement for the whole batch: arrays in, unnested in the server. */
final class PostgresReceivedSql implements ReceivedSql {
  /** Nobody's webhook is stored but behind its own key: what follows joins what was claimed. */
  private static final String STORE =
      """
      with t as (
        select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::varchar[], ?::varchar[], ?::boolean[],
            ?::varchar[], ?::timestamptz[], ?::uuid[], ?::varchar[], ?::bytea[], ?::bytea[], ?::bytea[],
            ?::varchar[], ?::boolean[])
          with ordinality as t
            (id, tenant_id, source_id, key_event_id, event_id, event_id_derived,
             event_type, received_at, verified_by, headers, body, body_sha256, proof_sha256,
             status, hand_over, place)),
      claimed as (
        insert into received_key
          (source_id, event_id, received_id, received_at, body_sha256, proof_sha256,
           duplicates, differing_duplicates)
        select source_id, key_event_id, id, received_at, body_sha256, proof_sha256, 0, 0
        from t order by place
        on conflict do nothing
        returning received_id),
      stored as (
        insert into received
          (id, tenant_id, source_id, event_id, event_id_derived, event_type, received_at,
           verified_by, headers, body, status)
        select id, tenant_id, source_id, event_id, event_id_derived, event_type, received_at,
          verified_by, headers, body, status
        from t join claimed on received_id = id),
      queued as (
        insert into handover_queue (id, tenant_id, source_id, due_at, attempt_count)
        select id, tenant_id, source_id, now(), 0
        from t join claimed on received_id = id
        where hand_over)
      select received_id from claimed
      """;

  private static final String LOCK =
      """
      select k.source_id, k.event_id, k.received_id, k.body_sha256, k.proof_sha256,
        exists (select 1 from received r where r.id = k.received_id) as kept
      from unnest(?::uuid[], ?::varchar[]) with ordinality as t (source_id, event_id, place)
      join received_key k on k.source_id = t.source_id and k.event_id = t.event_id
      order by t.place
      for update of k
      """;

  // Shared among writers; whoever deletes or changes the source waits, and is waited for. What is
  // not
  // locked here is read as it stood when the statement began: the gate is where to have waited.
  private static final String HOLD =
      """
      select s.id, v.id as version, v.expires_at
      from source s left join secret_version v on v.owner_id = s.id and v.expires_at is not null
      where s.id = any(?::uuid[])
      order by s.id for share of s
      """;

  private static final String REMEMBER =
      """
      insert into seen_nonce (source_id, nonce_sha256, event_id, seen_at)
      select source_id, nonce_sha256, event_id, seen_at
      from unnest(?::uuid[], ?::bytea[], ?::varchar[], ?::timestamptz[]) with ordinality as t
        (source_id, nonce_sha256, event_id, seen_at, place)
      order by place
      on conflict do nothing
      """;

  private static final String EVENTS =
      """
      select n.source_id, n.nonce_sha256, n.event_id
      from unnest(?::uuid[], ?::bytea[]) as t (source_id, nonce_sha256)
      join seen_nonce n on n.source_id = t.source_id and n.nonce_sha256 = t.nonce_sha256
      """;

  private final Database database;
  private final PortableReceivedSql portable;
  private final SourceGate gate;

  PostgresReceivedSql(Database database) {
    this.database = database;
    this.gate = new SourceGate(database);
    this.portable = new PortableReceivedSql(database);
  }

  @Override
  public Held hold(Collection<SourceId> sources) {
    gate.enter(sources);
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
        new Columns<>(statement, List.copyOf(sources)).add("uuid", SourceId::uuid);
        Set<SourceId> held = new HashSet<>();
        Map<SecretId, Instant> ends = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
          Row row = new Row(rows);
          while (rows.next()) {
            held.add(row.id("id", SourceId::new));
            SecretId version = row.idOrNull("version", SecretId::new);
            if (version != null) {
              ends.put(version, row.instant("expires_at"));
            }
          }
        }
        return new Held(held, ends);
      }
    });
  }

  @Override
  public void remember(List<Nonce> nonces) {
    int unused =
        database.call(connection -> {
          try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            Columns<Nonce> columns = new Columns<>(statement, nonces);
            columns.add("uuid", nonce -> nonce.key().source().uuid());
            columns.add(nonce -> nonce.key().bytes());
            columns.add("varchar", Nonce::eventKey);
            columns.add("timestamptz", nonce -> nonce.seenAt().toString());
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public Map<Nonce.Key, String> events(Collection<Nonce.Key> nonces) {
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
        Columns<Nonce.Key> columns = new Columns<>(statement, List.copyOf(nonces));
        columns.add("uuid", nonce -> nonce.source().uuid());
        columns.add(Nonce.Key::bytes);
        Map<Nonce.Key, String> events = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            String digest = HexFormat.of().formatHex(rows.getBytes(2));
            SourceId source = new SourceId(rows.getObject(1, UUID.class));
            events.put(new Nonce.Key(source, digest), rows.getString(3));
          }
        }
        return events;
      }
    });
  }

  @Override
  public Set<NewReceived> store(List<NewReceived> firsts) {
    if (firsts.isEmpty()) {
      return Set.of();
    }
    Map<UUID, NewReceived> byId = new HashMap<>();
    firsts.forEach(row -> byId.put(row.id().uuid(), row));
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(STORE)) {
        bind(new Columns<>(statement, firsts));
        Set<NewReceived> won = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            won.add(byId.get(rows.getObject(1, UUID.class)));
          }
        }
        return won;
      }
    });
  }

  private static void bind(Columns<NewReceived> columns) throws SQLException {
    columns.add("uuid", row -> row.id().uuid());
    columns.add("uuid", row -> row.tenant().uuid());
    columns.add("uuid", row -> row.source().uuid());
    columns.add("varchar", row -> row.key().eventId());
    columns.add("varchar", row -> row.identity().eventId());
    columns.add("boolean", row -> row.identity().derived());
    columns.add("varchar", row -> row.identity().eventType());
    columns.add("timestamptz", row -> row.receivedAt().toString());
    columns.add("uuid", row -> row.verifiedBy() == null ? null : row.verifiedBy().uuid());
    columns.add("varchar", NewReceived::headers);
    columns.add(row -> row.body().bytes());
    columns.add(row -> row.body().sha256());
    columns.add(row -> row.body().proof());
    columns.add("varchar", row -> PortableReceivedSql.status(row).name());
    columns.add("boolean", NewReceived::handOver);
  }

  @Override
  public Map<EventKey, KnownEvent> lock(Collection<EventKey> keys) {
    Map<EventKey, KnownEvent> known = new HashMap<>();
    if (keys.isEmpty()) {
      return known;
    }
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
        Columns<EventKey> columns = new Columns<>(statement, List.copyOf(keys));
        columns.add("uuid", key -> key.source().uuid());
        columns.add("varchar", EventKey::eventId);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            Row row = new Row(rows);
            known.put(
                new EventKey(row.id("source_id", SourceId::new), row.text("event_id")),
                PortableReceivedSql.known(row));
          }
        }
        return known;
      }
    });
  }

  @Override
  public void count(List<Repeats> repeats) {
    portable.count(repeats);
  }
}
