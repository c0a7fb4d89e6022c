package dev.postern.ingest.alarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.figures.FigureStore;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code source_baseline}. */
@Service
public class BaselineStore {
  private final Database database;

  @Inject
  public BaselineStore(Database database) {
    this.database = database;
  }

  /**
   * @param lookedUntil every interval before it was learned
   * @param revision 0 when there is no row yet
   */
  record Stored(Instant lookedUntil, AlarmState state, long revision) {}

  Optional<Stored> find(SourceId source) {
    return database.queryOne(
        "select * from source_baseline where source_id = ?", BaselineStore::map, source);
  }

  /** The sources whose alarm is open, and so must be looked at although nothing comes in. */
  List<FigureStore.Bucketed> bursting() {
    return database.query(
        "select tenant_id, source_id from source_baseline where burst_since is not null",
        row ->
            new FigureStore.Bucketed(
                row.id("tenant_id", TenantId::new), row.id("source_id", SourceId::new)));
  }

  /** False when another node was faster. */
  boolean save(TenantId tenant, SourceId source, Stored next) {
    if (next.revision() == 0) {
      return database.update(
              """
              insert into source_baseline
                (source_id, tenant_id, looked_until, burst_since, state, revision)
              values (?, ?, ?, ?, ?, 1)
              on conflict do nothing
              """,
              source,
              tenant,
              next.lookedUntil(),
              next.state().burstSince(),
              write(next.state()))
          == 1;
    }
    return database.update(
            """
            update source_baseline
            set looked_until = ?, burst_since = ?, state = ?, revision = revision + 1
            where source_id = ? and revision = ?
            """,
            next.lookedUntil(),
            next.state().burstSince(),
            write(next.state()),
            source,
            next.revision())
        == 1;
  }

  void delete(SourceId source) {
    database.update("delete from source_baseline where source_id = ?", source);
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from source_baseline where tenant_id = ?", event.tenant());
  }

  private static Stored map(Row row) throws SQLException {
    return new Stored(row.instant("looked_until"), read(row.text("state")), row.number("revision"));
  }

  private static String write(AlarmState state) {
    try {
      return Json.mapper().writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A state of numbers is always JSON.", e);
    }
  }

  private static AlarmState read(String state) {
    try {
      return Json.mapper().readValue(state, AlarmState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored baseline cannot be read.", e);
    }
  }
}
