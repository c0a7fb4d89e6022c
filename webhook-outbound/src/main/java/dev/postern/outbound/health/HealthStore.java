package dev.postern.outbound.health;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.endpoint.EndpointStatus;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code endpoint_health}. */
@Service
public class HealthStore {
  private final Database database;

  @Inject
  public HealthStore(Database database) {
    this.database = database;
  }

  /**
   * Locks those of the failed, and those of the succeeded that have failures to forget: success of
   * a healthy endpoint costs no lock and no write. In one order, so that two batches never wait for
   * each other. Needs an open transaction.
   */
  public Map<EndpointId, EndpointHealth> lock(
      Collection<EndpointId> failed, Collection<EndpointId> succeeded) {
    Map<EndpointId, EndpointHealth> health = new HashMap<>();
    database
        .query(
            """
            select * from endpoint_health
             where endpoint_id = any(?)
                or (endpoint_id = any(?) and consecutive_failures > 0)
             order by endpoint_id for update
            """,
            row -> Map.entry(row.id("endpoint_id", EndpointId::new), map(row)),
            uuids(failed),
            uuids(succeeded))
        .forEach(entry -> health.put(entry.getKey(), entry.getValue()));
    return health;
  }

  public Optional<EndpointHealth> find(EndpointId endpoint) {
    return database.queryOne(
        "select * from endpoint_health where endpoint_id = ?", HealthStore::map, endpoint);
  }

  public void save(EndpointId endpoint, EndpointHealth health) {
    EndpointStatus status = EndpointStatus.ACTIVE;
    String statusReason = null;
    Instant suspendedAt = null;
    String suspendedReason = null;
    switch (health) {
      case EndpointHealth.Active active -> {}
      case EndpointHealth.Suspended suspended -> {
        status = EndpointStatus.SUSPENDED;
        suspendedAt = suspended.at();
        suspendedReason = suspended.reason();
      }
      case EndpointHealth.Disabled disabled -> {
        status = EndpointStatus.DISABLED;
        statusReason = disabled.reason();
      }
    }
    database.update(
        """
        update endpoint_health
           set status = ?, status_reason = ?, suspended_at = ?, suspended_reason = ?,
               consecutive_failures = ?, first_failure_at = ?
         where endpoint_id = ?
        """,
        status,
        statusReason,
        suspendedAt,
        suspendedReason,
        health.failures().count(),
        health.failures().first(),
        endpoint);
  }

  private static EndpointHealth map(Row row) throws SQLException {
    Failures failures =
        new Failures(row.integer("consecutive_failures"), row.instantOrNull("first_failure_at"));
    return switch (row.word("status", EndpointStatus.class)) {
      case ACTIVE -> new EndpointHealth.Active(failures);
      case SUSPENDED ->
          new EndpointHealth.Suspended(
              row.instant("suspended_at"), text(row.textOrNull("suspended_reason")), failures);
      case DISABLED -> new EndpointHealth.Disabled(row.textOrNull("status_reason"), failures);
    };
  }

  private static String text(@Nullable String stored) {
    return stored == null ? "" : stored;
  }

  private static UUID[] uuids(Collection<EndpointId> endpoints) {
    return endpoints.stream().map(EndpointId::uuid).toArray(UUID[]::new);
  }
}
