package dev.postern.outbound.retention;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Deletes a tenant's old rows, a portion a call. Each needs an open transaction and returns how
 * many it took; ids are UUIDv7, so that a time is a bound of ids.
 */
@Service
class OldRows {
  static final int PORTION = 500;

  private final Database database;

  @Inject
  OldRows(Database database) {
    this.database = database;
  }

  int attempts(TenantId tenant, Instant before) {
    return database.update(
        """
        delete from attempt where id in (
          select a.id from attempt a
           where a.tenant_id = ? and a.id < ?
             and not exists (select 1 from delivery_queue q where q.id = a.delivery_id)
           order by a.id limit 500)
        """,
        tenant,
        earliest(before));
  }

  int deliveries(TenantId tenant, Instant before) {
    List<UUID> ids =
        database.query(
            """
            select d.id from delivery d
             where d.tenant_id = ? and d.id < ? and d.status in ('DELIVERED', 'DEAD', 'CANCELLED')
               and not exists (select 1 from delivery_queue q where q.id = d.id)
             order by d.id limit 500
            """,
            row -> row.uuid("id"),
            tenant,
            earliest(before));
    delete("delete from attempt where delivery_id = any(?)", ids);
    delete("delete from delivery where id = any(?)", ids);
    return ids.size();
  }

  int events(TenantId tenant, Instant before) {
    List<UUID> ids =
        database.query(
            """
            select e.id from event e
             where e.tenant_id = ? and e.id < ?
               and not exists (select 1 from delivery d where d.event_id = e.id)
             order by e.id limit 500
            """,
            row -> row.uuid("id"),
            tenant,
            earliest(before));
    delete("delete from event_filtered where event_id = any(?)", ids);
    delete("delete from event where id = any(?)", ids);
    return ids.size();
  }

  /** The publishers' own ids: as long as one is here, an event with it is a duplicate. */
  int keys(TenantId tenant, Instant before) {
    return database.update(
        """
        delete from event_key where tenant_id = ? and external_id in (
          select k.external_id from event_key k
           where k.tenant_id = ? and k.created_at < ? limit 500)
        """,
        tenant,
        tenant,
        before);
  }

  int jobs(TenantId tenant, Instant before) {
    int jobs =
        database.update("delete from job where tenant_id = ? and completed_at < ?", tenant, before);
    int unused =
        database.update(
            """
            delete from job_failure f where f.tenant_id = ?
               and not exists (select 1 from job j where j.id = f.job_id)
            """,
            tenant);
    return jobs;
  }

  private void delete(String sql, List<UUID> ids) {
    if (!ids.isEmpty()) {
      database.update(sql, (Object) ids.toArray(UUID[]::new));
    }
  }

  private static UUID earliest(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }
}
