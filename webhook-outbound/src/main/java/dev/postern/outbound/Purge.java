package dev.postern.outbound;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.TenantId;
import dev.postern.core.purge.Leftovers;
import dev.postern.core.purge.PurgeKind;
import dev.postern.core.purge.PurgeStep;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes away everything a deleted tenant had here. With its endpoints the deliveries stop: no claim
 * finds what waits for an endpoint that is no more. The ledger goes in portions.
 */
@Service
public class Purge implements Leftovers {
  private static final List<String> AT_ONCE =
      List.of(
          "delete from subscription where tenant_id = ?",
          "delete from endpoint_pace where endpoint_id in (select id from endpoint where tenant_id"
              + " = ?)",
          "delete from endpoint_health where tenant_id = ?",
          "delete from endpoint where tenant_id = ?",
          "delete from event_type_version where tenant_id = ?",
          "delete from event_type where tenant_id = ?",
          "delete from job where tenant_id = ?",
          "delete from endpoint_public_key where tenant_id = ?");

  private final Database database;

  @Inject
  public Purge(Database database) {
    this.database = database;
  }

  /** Joins the deleting transaction. */
  void tenantDeleted(@Observes TenantDeleted event) {
    TenantId tenant = event.tenant();
    AT_ONCE.forEach(statement -> database.update(statement, tenant));
  }

  @Override
  public PurgeKind kind() {
    return PurgeKind.TENANT;
  }

  @Override
  public List<PurgeStep> steps() {
    return List.of(
        this::deliveries,
        rows("event_filtered", "event_id, subscription_id"),
        rows("event_key", "tenant_id, external_id"),
        rows("event", "id"),
        rows("endpoint_stat", "ctid"),
        rows("job_failure", "job_id"),
        rows("delivery_queue", "id"));
  }

  /**
   * Each with its place in the queue, first: who is settling it has committed by then, or finds it
   * gone. Attempts are found by their deliveries: they have no index on the tenant.
   */
  private int deliveries(UUID tenant, int most) {
    List<@Nullable Object[]> some =
        database.query(
            "select id from delivery where tenant_id = ? limit ?",
            row -> new @Nullable Object[] {row.id("id", DeliveryId::new)},
            tenant,
            most);
    for (String statement :
        List.of(
            "delete from delivery_queue where id = ?",
            "delete from attempt where delivery_id = ?",
            "delete from delivery where id = ?")) {
      int[] unused = database.batch(statement, some);
    }
    return some.size();
  }

  private PurgeStep rows(String table, String key) {
    return PurgeStep.rows(database, table, "tenant_id", key);
  }
}
