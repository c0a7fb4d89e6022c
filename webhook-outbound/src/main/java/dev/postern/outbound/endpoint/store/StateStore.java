package dev.postern.outbound.endpoint.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.endpoint.Circuit;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.endpoint.EndpointStatus;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads {@code endpoint_health}, and makes and removes its rows with their endpoint. By SQL and not
 * by entity: the engine changes them, also in the transaction that reads them here.
 */
@Service
public class StateStore {
  private final Database database;

  @Inject
  public StateStore(Database database) {
    this.database = database;
  }

  void insert(TenantId tenant, EndpointId id) {
    database.update(
        """
        insert into endpoint_health (endpoint_id, tenant_id, status, consecutive_failures)
        values (?, ?, ?, 0)
        """,
        id,
        tenant,
        EndpointStatus.ACTIVE);
  }

  void delete(EndpointId id) {
    // Before the health, as claims take them.
    database.update("delete from endpoint_pace where endpoint_id = ?", id);
    database.update("delete from endpoint_health where endpoint_id = ?", id);
  }

  Optional<EndpointState> find(EndpointId id) {
    return database.queryOne(
        """
        select status, status_reason, suspended_at, suspended_reason, consecutive_failures, breaker, probe_at
        from endpoint_health where endpoint_id = ?
        """,
        StateStore::state,
        id);
  }

  Map<UUID, EndpointState> of(Set<EndpointId> ids) {
    Map<UUID, EndpointState> states = new HashMap<>();
    database.query(
        """
        select endpoint_id, status, status_reason, suspended_at, suspended_reason,
          consecutive_failures, breaker, probe_at
        from endpoint_health where endpoint_id = any(?)
        """,
        row -> states.put(row.uuid("endpoint_id"), state(row)),
        (Object) ids.stream().map(EndpointId::uuid).toArray(UUID[]::new));
    return states;
  }

  /** Of the endpoints with an id in this range, both ends included. */
  Map<UUID, EndpointState> between(TenantId tenant, UUID first, UUID last) {
    Map<UUID, EndpointState> states = new HashMap<>();
    database.query(
        """
        select endpoint_id, status, status_reason, suspended_at, suspended_reason,
          consecutive_failures, breaker, probe_at
        from endpoint_health where tenant_id = ? and endpoint_id between ? and ?
        """,
        row -> states.put(row.uuid("endpoint_id"), state(row)),
        tenant,
        first,
        last);
    return states;
  }

  private static EndpointState state(Row row) throws SQLException {
    return new EndpointState(
        row.word("status", EndpointStatus.class),
        row.textOrNull("status_reason"),
        row.instantOrNull("suspended_at"),
        row.textOrNull("suspended_reason"),
        row.integer("consecutive_failures"),
        row.word("breaker", Circuit.class),
        row.instantOrNull("probe_at"));
  }
}
