package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import dev.postern.outbound.health.Breaker;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.HealthStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Probes that are given back unsent: another may go at once, and not only when they would have been
 * given up. Needs an open transaction.
 */
final class LostProbes {
  private final Database database;
  private final HealthStore healths;

  LostProbes(Database database) {
    this.database = database;
    this.healths = new HealthStore(database);
  }

  /** Of those that are not simply sent to. Locked before the rows of the queue, as everywhere. */
  Map<EndpointId, EndpointHealth> lock(Collection<ClaimedDelivery> released) {
    return healths.lock(
        Set.of(), released.stream().map(ClaimedDelivery::endpoint).collect(Collectors.toSet()));
  }

  /** After the release: a lease that something still has is under way with it. */
  void free(Collection<ClaimedDelivery> released, Map<EndpointId, EndpointHealth> before) {
    Instant now = before.isEmpty() ? Instant.EPOCH : healths.now();
    Set<UUID> leases = released.stream().map(ClaimedDelivery::lease).collect(Collectors.toSet());
    before.forEach((endpoint, health) -> {
      if (health instanceof EndpointHealth.Active(var failures, Breaker breaker)
          && breaker instanceof Breaker.Probing probing
          && leases.contains(probing.probe())
          && !underWay(endpoint, probing.probe())) {
        healths.probing(endpoint, breaker.unsent(probing.probe(), now));
      }
    });
  }

  private boolean underWay(EndpointId endpoint, UUID lease) {
    return database
        .queryOne(
            "select id from delivery_queue where endpoint_id = ? and lease_token = ? limit 1",
            row -> true,
            endpoint,
            lease)
        .isPresent();
  }
}
