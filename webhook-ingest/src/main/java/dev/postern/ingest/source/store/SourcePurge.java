package dev.postern.ingest.source.store;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Deletes all rows of a source or a tenant, inside the caller's transaction. */
@Service
public class SourcePurge {
  private final Database database;

  @Inject
  public SourcePurge(Database database) {
    this.database = database;
  }

  public void source(TenantId tenant, SourceId source) {
    database.update(
        "delete from handover_queue where tenant_id = ? and source_id = ?", tenant, source);
    database.update(
        "delete from handover_outcome where tenant_id = ? and source_id = ?", tenant, source);
    database.update("delete from received_key where source_id = ?", source);
    database.update("delete from seen_nonce where source_id = ?", source);
    database.update("delete from received where tenant_id = ? and source_id = ?", tenant, source);
    database.update("delete from rejection where tenant_id = ? and source_id = ?", tenant, source);
    database.update("delete from source_baseline where source_id = ?", source);
    database.update("delete from verified_network where source_id = ?", source);
    database.update("delete from source_measure where source_id = ?", source);
    database.update("delete from source_figure where source_id = ?", source);
    database.update("delete from source where tenant_id = ? and id = ?", tenant, source);
  }

  public void tenant(@Observes TenantDeleted event) {
    TenantId tenant = event.tenant();
    // Whoever is taking something in for one of them holds it: wait, then nothing more comes.
    database.query("select id from source where tenant_id = ? for update", row -> 1, tenant);
    database.update("delete from handover_queue where tenant_id = ?", tenant);
    database.update("delete from handover_outcome where tenant_id = ?", tenant);
    database.update("delete from handled_once where tenant_id = ?", tenant);
    database.update(
        "delete from received_key where source_id in (select id from source where tenant_id = ?)",
        tenant);
    database.update(
        "delete from seen_nonce where source_id in (select id from source where tenant_id = ?)",
        tenant);
    database.update(
        """
        delete from verified_network
        where source_id in (select id from source where tenant_id = ?)
        """,
        tenant);
    database.update("delete from received where tenant_id = ?", tenant);
    database.update("delete from rejection where tenant_id = ?", tenant);
    database.update("delete from source where tenant_id = ?", tenant);
  }
}
