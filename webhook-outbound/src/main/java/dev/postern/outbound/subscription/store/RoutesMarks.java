package dev.postern.outbound.subscription.store;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.outbound.subscription.RoutesMark;
import jakarta.inject.Inject;

/**
 * Asks whether anybody has changed a tenant's subscriptions. It reads them all, by their tenant's
 * index: they are few, and a counter of their changes would be a row for which changes wait.
 */
@Service
public class RoutesMarks {
  private final Database database;

  @Inject
  public RoutesMarks(Database database) {
    this.database = database;
  }

  public RoutesMark of(TenantId tenant) {
    return database
        .queryOne(
            """
            select count(*) as many, coalesce(sum(extract(epoch from updated_at)), 0) as changes
            from subscription where tenant_id = ?
            """,
            row -> new RoutesMark(row.number("many"), row.rows().getBigDecimal("changes")),
            tenant)
        .orElseThrow();
  }
}
