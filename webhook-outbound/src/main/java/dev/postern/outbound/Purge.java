package dev.postern.outbound;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** Takes away everything a deleted tenant had here, what is waiting to be sent first. */
@Service
public class Purge {
  // Attempts are found by their deliveries: they have no index on the tenant.
  private static final List<String> STATEMENTS =
      List.of(
          "delete from delivery_queue where tenant_id = ?",
          "delete from subscription where tenant_id = ?",
          "delete from endpoint_pace where endpoint_id in (select id from endpoint where tenant_id"
              + " = ?)",
          "delete from endpoint_health where tenant_id = ?",
          "delete from endpoint where tenant_id = ?",
          "delete from attempt where delivery_id in (select id from delivery where tenant_id = ?)",
          "delete from delivery where tenant_id = ?",
          "delete from event_filtered where tenant_id = ?",
          "delete from event_key where tenant_id = ?",
          "delete from event_type_version where tenant_id = ?",
          "delete from event_type where tenant_id = ?",
          "delete from job_failure where tenant_id = ?",
          "delete from job where tenant_id = ?",
          "delete from endpoint_stat where tenant_id = ?",
          "delete from endpoint_public_key where tenant_id = ?",
          "delete from event where tenant_id = ?");

  private final Database database;

  @Inject
  public Purge(Database database) {
    this.database = database;
  }

  /** Joins the deleting transaction. */
  void tenantDeleted(@Observes TenantDeleted event) {
    purge(event.tenant());
  }

  void purge(TenantId tenant) {
    STATEMENTS.forEach(statement -> database.update(statement, tenant));
  }
}
