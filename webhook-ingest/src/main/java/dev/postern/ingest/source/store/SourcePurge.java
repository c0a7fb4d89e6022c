package dev.postern.ingest.source.store;

import dev.postern.core.Service;
import dev.postern.core.id.Mode;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.purge.Leftovers;
import dev.postern.core.purge.PurgeKind;
import dev.postern.core.purge.PurgeOrders;
import dev.postern.core.purge.PurgeStep;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.store.SourceGate;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Ends a source, or all of a tenant, inside the caller's transaction: from then on nothing comes
 * in. What they took in goes in portions, for others wait as long as a source is being deleted.
 */
@Service
public class SourcePurge implements Leftovers {
  /** So many rows of a table go with their source at once: all that a small one has. */
  private static final int AT_ONCE = 1000;

  /**
   * So many gates are closed at once: they lie in memory that all of the server share. Sources
   * beyond them are waited for all the same, but those who take in need not let this one pass.
   */
  private static final int GATES = 500;

  private final Database database;
  private final PurgeOrders orders;
  private final SourceGate gate;

  @Inject
  public SourcePurge(Database database) {
    this.database = database;
    this.orders = new PurgeOrders(database);
    this.gate = new SourceGate(database);
  }

  public void source(TenantId tenant, SourceId source) {
    for (PurgeStep step : steps()) {
      int unused = step.delete(source.uuid(), AT_ONCE);
    }
    orders.place(PurgeKind.SOURCE, source.uuid(), tenant);
    database.update("delete from source where tenant_id = ? and id = ?", tenant, source);
  }

  public void tenant(@Observes TenantDeleted event) {
    TenantId tenant = event.tenant();
    // Of both modes at once: a batch of both passes in one order, and so must this.
    gate.close(
        ids(
            "select id from source where tenant_id in (?, ?) order by id limit " + GATES,
            tenant.in(Mode.LIVE),
            tenant.in(Mode.TEST)));
    // Whoever is taking something in for one of them holds it: wait, then nothing more comes.
    ids("select id from source where tenant_id = ? order by id for update", tenant)
        .forEach(source -> orders.place(PurgeKind.SOURCE, source.uuid(), tenant));
    database.update("delete from source where tenant_id = ?", tenant);
  }

  private List<SourceId> ids(String sql, TenantId... tenants) {
    return database.query(sql, row -> row.id("id", SourceId::new), (Object[]) tenants);
  }

  @Override
  public PurgeKind kind() {
    return PurgeKind.SOURCE;
  }

  @Override
  public List<PurgeStep> steps() {
    return List.of(
        rows("handover_queue", "id"),
        rows("handover_outcome", "received_id, recipient"),
        rows("received_key", "source_id, event_id"),
        rows("seen_nonce", "source_id, nonce_sha256"),
        rows("received", "id"),
        rows("rejection", "id"),
        rows("source_baseline", "source_id"),
        rows("verified_network", "source_id, network"),
        rows("source_measure", "id"),
        rows("source_figure", "source_id, span_minutes, bucket, outcome"),
        rows("source_latency", "source_id, span_minutes, bucket, slot"));
  }

  private PurgeStep rows(String table, String key) {
    return PurgeStep.rows(database, table, "source_id", key);
  }
}
