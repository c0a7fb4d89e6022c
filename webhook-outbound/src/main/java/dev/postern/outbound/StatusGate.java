package dev.postern.outbound;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.UUID;

/**
 * Keeps publishing and changes of an endpoint's status apart.
 *
 * <p>A publisher reads the status to decide whether a new row of the queue is held. A change of the
 * status that committed between this reading and the publisher's commit would not see the new row:
 * a held one would never be released, a free one would be sent to a disabled endpoint. So
 * publishers enter together, and a change waits until they have committed. Both need an open
 * transaction and last until its end. Thread-safe.
 */
@Service
public class StatusGate {
  private final Database database;

  @Inject
  public StatusGate(Database database) {
    this.database = database;
  }

  /** For a publisher, before it reads the status of these endpoints. */
  public void publish(TenantId tenant, Collection<EndpointId> endpoints) {
    switch (database.dialect()) {
      // A lock in memory, one a transaction, that queues fairly: no row is written for it.
      case POSTGRESQL ->
          database.query("select pg_advisory_xact_lock_shared(?)", row -> true, key(tenant.uuid()));
      case H2 ->
          // In one order, so that two publishers never wait for each other.
          endpoints.stream().map(EndpointId::uuid).sorted().forEach(this::lockRow);
    }
  }

  /** Before a change of this endpoint's status, of its existence, or of what it holds. */
  public void change(TenantId tenant, EndpointId endpoint) {
    switch (database.dialect()) {
      case POSTGRESQL ->
          database.query("select pg_advisory_xact_lock(?)", row -> true, key(tenant.uuid()));
      case H2 -> lockRow(endpoint.uuid());
    }
  }

  private void lockRow(UUID endpoint) {
    database.query(
        "select endpoint_id from endpoint_health where endpoint_id = ? for update",
        row -> true,
        endpoint);
  }

  /** A UUIDv7's low half is random; two tenants that met here would only wait for each other. */
  private static long key(UUID tenant) {
    return tenant.getLeastSignificantBits();
  }
}
