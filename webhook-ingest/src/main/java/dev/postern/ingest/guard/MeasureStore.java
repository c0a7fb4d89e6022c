package dev.postern.ingest.guard;

import dev.postern.core.Service;
import dev.postern.core.id.MeasureId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.Measure;
import dev.postern.ingest.store.SourceGate;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code source_measure}. */
@Service
public class MeasureStore {
  private final Database database;
  private final SourceGate gate;

  @Inject
  public MeasureStore(Database database) {
    this.database = database;
    this.gate = new SourceGate(database);
  }

  void insert(Measure measure) {
    database.update(
        """
        insert into source_measure (id, tenant_id, source_id, kind, network, reason, created_at,
          expires_at, ended_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, null)
        """,
        measure.id(),
        measure.tenant(),
        measure.source(),
        measure.kind(),
        measure.network(),
        measure.reason(),
        measure.createdAt(),
        measure.expiresAt());
  }

  /** Longer than it was; an attack that goes on keeps one measure, not many. */
  void prolong(MeasureId id, Instant until) {
    database.update(
        "update source_measure set expires_at = ? where id = ? and expires_at < ?",
        until,
        id,
        until);
  }

  /** False when it was over already. */
  boolean end(MeasureId id, Instant now) {
    return database.update(
            """
            update source_measure set ended_at = ?
            where id = ? and ended_at is null and expires_at > ?
            """,
            now,
            id,
            now)
        == 1;
  }

  Optional<Measure> find(TenantId tenant, SourceId source, MeasureId id) {
    return database.queryOne(
        "select * from source_measure where tenant_id = ? and source_id = ? and id = ?",
        MeasureStore::map,
        tenant,
        source,
        id);
  }

  List<Measure> list(TenantId tenant, SourceId source, PageRequest page) {
    return database.query(
        """
        select * from source_measure where tenant_id = ? and source_id = ? and id < ?
        order by id desc limit ?
        """,
        MeasureStore::map,
        tenant,
        source,
        page.bound(),
        page.limit() + 1);
  }

  /** Of all sources: there are few of them at a time. */
  List<Measure> active(Instant now) {
    return database.query(
        "select * from source_measure where expires_at > ? and ended_at is null",
        MeasureStore::map,
        now);
  }

  /** Those that a person ended since then. */
  List<Measure> undone(SourceId source, Instant since) {
    return database.query(
        "select * from source_measure where source_id = ? and ended_at >= ?",
        MeasureStore::map,
        source,
        since);
  }

  /** Until the transaction ends, no other person decides about the source's measures. */
  void hold(SourceId source) {
    gate.close(List.of(source));
    List<SourceId> unused =
        database.query(
            "select id from source where id = ? for update",
            row -> row.id("id", SourceId::new),
            source);
  }

  void deleteBefore(Instant time) {
    database.update("delete from source_measure where expires_at < ?", time);
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from source_measure where tenant_id = ?", event.tenant());
  }

  private static Measure map(Row row) throws SQLException {
    return new Measure(
        row.id("id", MeasureId::new),
        row.id("tenant_id", TenantId::new),
        row.id("source_id", SourceId::new),
        row.word("kind", Measure.Kind.class),
        row.textOrNull("network"),
        row.text("reason"),
        row.instant("created_at"),
        row.instant("expires_at"),
        row.instantOrNull("ended_at"));
  }
}
