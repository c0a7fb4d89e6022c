package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.store.Database;
import dev.postern.ingest.Forward;
import dev.postern.ingest.source.store.SourceStore;
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

  /** Empty when the webhook or its source is gone. */
  Optional<Cargo> find(Claimed claimed) {
    Optional<Forward> forward =
        sources
            .find(claimed.tenant(), claimed.source())
            .map(source -> source.edit().settings().forward());
    return forward.flatMap(rule ->
        database.queryOne(
            """
            select id, event_type, received_at, body from received
            where tenant_id = ? and id = ?
            """,
            row ->
                new Cargo(
                    row.id("id", ReceivedId::new),
                    row.textOrNull("event_type"),
                    row.instant("received_at"),
                    row.bytes("body"),
                    rule),
            claimed.tenant(),
            claimed.id()));
  }
}
