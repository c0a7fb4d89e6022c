package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.ingest.source.StoredSource;
import dev.postern.ingest.source.store.SourceStore;
import dev.postern.ingest.store.HeaderColumn;
import jakarta.inject.Inject;
import java.util.Optional;

/** Reads what is to be handed over. */
@Service
public class CargoStore {
  private final Database database;
  private final SourceStore sources;

  @Inject
  public CargoStore(Database database, SourceStore sources) {
    this.database = database;
    this.sources = sources;
  }

  /** Whether what is asked to be handed over again may leave the source. */
  boolean goesOn(TenantId tenant, SourceId source) {
    return sources
        .find(tenant, source)
        .map(StoredSource::edit)
        .filter(edit -> edit.settings().goesOn(tenant.mode()))
        .isPresent();
  }

  /** Empty when the webhook or its source is gone. */
  Optional<Cargo> find(Claimed claimed) {
    return sources
        .find(claimed.tenant(), claimed.source())
        .map(StoredSource::edit)
        .flatMap(source ->
            database.queryOne(
                """
                select id, event_id, event_type, received_at, headers, body from received
                where tenant_id = ? and id = ?
                """,
                row ->
                    new Cargo(
                        row.id("id", ReceivedId::new),
                        source.provider(),
                        row.text("event_id"),
                        row.textOrNull("event_type"),
                        row.instant("received_at"),
                        HeaderColumn.read(row.text("headers")),
                        row.bytes("body"),
                        source.settings().forward()),
                claimed.tenant(),
                claimed.id()));
  }
}
