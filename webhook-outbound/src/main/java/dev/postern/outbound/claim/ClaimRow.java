package dev.postern.outbound.claim;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Row;
import java.sql.SQLException;
import java.util.UUID;

/** A row of {@code delivery_queue} as it is leased. */
final class ClaimRow {
  private ClaimRow() {}

  static ClaimedDelivery map(Row row, UUID token) throws SQLException {
    return new ClaimedDelivery(
        row.id("id", DeliveryId::new),
        row.id("tenant_id", TenantId::new),
        row.id("endpoint_id", EndpointId::new),
        row.id("event_id", EventId::new),
        Lane.of(row.flag("retry")),
        new ClaimedDelivery.Attempts(row.integer("attempt_count"), row.integer("budget_from")),
        row.integer("interruptions"),
        row.textOrNull("ordering_key"),
        token,
        false);
  }

  static double seconds(java.time.Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
