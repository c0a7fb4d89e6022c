package dev.postern.outbound.health;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.endpoint.Circuit;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.endpoint.SuspensionRule;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code endpoint_health}. Its {@code probe_delivery} is the lease of the probe,
 * for a batch has no one delivery.
 */
@Service
public class HealthStore {
  private final Database database;

  @Inject
  public HealthStore(Database database) {
    this.database = database;
  }

  /**
   * Locks those of the failed, and those of the succeeded that have failures to forget or to weigh:
   * success of a healthy endpoint costs no lock and no write. In one order, so that two batches
   * never wait for each other. Needs an open transaction.
   */
  public Map<EndpointId, EndpointHealth> lock(
      Collection<EndpointId> failed, Collection<EndpointId> succeeded) {
    Map<EndpointId, EndpointHealth> health = new HashMap<>();
    database
        .query(
            """
            select * from endpoint_health
             where endpoint_id = any(?)
                or (endpoint_id = any(?)
                    and (consecutive_failures > 0 or window_attempts > 0 or breaker <> 'CLOSED'))
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

  /** The database's clock: that of the transaction's start. */
  public Instant now() {
    return database
        .queryOne("select current_timestamp as moment", row -> row.instant("moment"))
        .orElseThrow();
  }

  /**
   * @param warning see {@link EndpointHealth#warning}
   */
  public void save(EndpointId endpoint, EndpointHealth health, int warning) {
    HealthColumns columns = HealthColumns.of(health);
    database.update(
        """
        update endpoint_health
           set status = ?, status_reason = ?, suspended_at = ?, suspended_reason = ?,
               consecutive_failures = ?, first_failure_at = ?, breaker = ?, probe_at = ?,
               probe_delivery = ?, breaker_wait_ms = ?, window_since = ?, window_attempts = ?,
               window_failures = ?, warning = ?
         where endpoint_id = ?
        """,
        columns.status(),
        columns.statusReason(),
        columns.suspendedAt(),
        columns.suspendedReason(),
        health.failures().count(),
        health.failures().first(),
        columns.breaker().state(),
        columns.breaker().probeAt(),
        columns.breaker().probe(),
        columns.breaker().waitMillis(),
        columns.breaker().window().since(),
        columns.breaker().window().attempts(),
        columns.breaker().window().failures(),
        warning,
        endpoint);
  }

  /** Only the breaker. */
  public void probing(EndpointId endpoint, Breaker breaker) {
    BreakerColumns columns = BreakerColumns.of(breaker);
    database.update(
        """
        update endpoint_health set breaker = ?, probe_at = ?, probe_delivery = ?
         where endpoint_id = ?
        """,
        columns.state(),
        columns.probeAt(),
        columns.probe(),
        endpoint);
  }

  /** The endpoint's own rule; the default when there is no such endpoint. */
  public SuspensionRule rule(EndpointId endpoint) {
    return database
        .queryOne(
            "select suspend_after_failures, suspend_min_seconds from endpoint where id = ?",
            row ->
                new SuspensionRule(
                    row.integer("suspend_after_failures"),
                    Duration.ofSeconds(row.integer("suspend_min_seconds"))),
            endpoint)
        .orElseGet(SuspensionRule::defaults);
  }

  private static EndpointHealth map(Row row) throws SQLException {
    Failures failures =
        new Failures(row.integer("consecutive_failures"), row.instantOrNull("first_failure_at"));
    return switch (row.word("status", EndpointStatus.class)) {
      case ACTIVE -> new EndpointHealth.Active(failures, breaker(row).breaker());
      case SUSPENDED ->
          new EndpointHealth.Suspended(
              row.instant("suspended_at"), text(row.textOrNull("suspended_reason")), failures);
      case DISABLED -> new EndpointHealth.Disabled(row.textOrNull("status_reason"), failures);
    };
  }

  private static BreakerColumns breaker(Row row) throws SQLException {
    return new BreakerColumns(
        row.word("breaker", Circuit.class),
        row.instantOrNull("probe_at"),
        row.idOrNull("probe_delivery", lease -> lease),
        row.number("breaker_wait_ms"),
        new Window(
            row.instantOrNull("window_since"),
            row.integer("window_attempts"),
            row.integer("window_failures")));
  }

  private static String text(@Nullable String stored) {
    return stored == null ? "" : stored;
  }

  private static UUID[] uuids(Collection<EndpointId> endpoints) {
    return endpoints.stream().map(EndpointId::uuid).toArray(UUID[]::new);
  }
}
