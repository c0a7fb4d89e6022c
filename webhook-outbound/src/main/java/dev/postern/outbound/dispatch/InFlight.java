package dev.postern.outbound.dispatch;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.Lane;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this node has leased and not settled yet. What has been sent makes room for as many more
 * while its result is being stored, at its endpoint and tenant too: with the store away the node
 * stops by itself when it holds twice as many as it may claim. Thread-safe.
 */
final class InFlight {
  /** A claim costs the database about as much as three deliveries. */
  private static final int WORTHWHILE = 4;

  /** A large event weighs as many as hundreds of usual ones. */
  private static final long MOST_BYTES =
      Math.max(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

  private final Map<DeliveryId, ClaimedDelivery> deliveries = new HashMap<>();
  private final Map<EndpointId, Integer> endpoints = new HashMap<>();
  private final Map<TenantId, Integer> tenants = new HashMap<>();
  private final Map<DeliveryId, Integer> weights = new HashMap<>();
  private final Set<DeliveryId> sent = new HashSet<>();
  private final Ahead ahead;
  private int retries;
  private long bytes;

  InFlight(Ahead ahead) {
    this.ahead = ahead;
  }

  synchronized void add(Collection<ClaimedDelivery> claimed) {
    for (ClaimedDelivery delivery : claimed) {
      // Claimed again by this node after its own lease ran out: the newer lease counts.
      remove(delivery);
      deliveries.put(delivery.id(), delivery);
      endpoints.merge(delivery.endpoint(), 1, Integer::sum);
      tenants.merge(delivery.tenant(), 1, Integer::sum);
      retries += delivery.lane() == Lane.RETRIES ? 1 : 0;
    }
  }

  synchronized void removeAll(Collection<ClaimedDelivery> done) {
    for (ClaimedDelivery delivery : done) {
      ClaimedDelivery present = deliveries.get(delivery.id());
      if (present != null && present.lease().equals(delivery.lease())) {
        remove(delivery);
      }
    }
  }

  /** Nothing is on its way to a receiver any more; the results are still to be stored. */
  synchronized void sent(Collection<ClaimedDelivery> deliveries) {
    for (ClaimedDelivery delivery : deliveries) {
      ClaimedDelivery present = this.deliveries.get(delivery.id());
      if (present != null && present.lease().equals(delivery.lease()) && sent.add(delivery.id())) {
        leave(present);
      }
    }
    ahead.sent(deliveries.size());
  }

  /** How many more may be claimed where {@code most} may be on their way at once. */
  synchronized int room(int most) {
    int claimable = most + ahead.room();
    return Math.min(claimable - deliveries.size() + sent.size(), 2 * claimable - deliveries.size());
  }

  /** How many more are worth a claim of their own. */
  int worthwhile(int most) {
    return Math.max(1, (most + 2 * ahead.room()) / WORTHWHILE);
  }

  /** What its payload weighs, once it is known. */
  synchronized void weigh(DeliveryId delivery, int payloadBytes) {
    if (deliveries.containsKey(delivery)) {
      weights.put(delivery, payloadBytes);
      bytes += payloadBytes;
    }
  }

  /** Bytes of payload that may be loaded besides; not positive: none. */
  synchronized long freeBytes() {
    return MOST_BYTES - bytes;
  }

  private void remove(ClaimedDelivery delivery) {
    ClaimedDelivery present = deliveries.remove(delivery.id());
    if (present != null) {
      if (!sent.remove(delivery.id())) {
        leave(present);
      }
      Integer weight = weights.remove(delivery.id());
      bytes -= weight == null ? 0 : weight;
      retries -= present.lane() == Lane.RETRIES ? 1 : 0;
    }
  }

  private void leave(ClaimedDelivery delivery) {
    endpoints.computeIfPresent(delivery.endpoint(), (id, count) -> count == 1 ? null : count - 1);
    tenants.computeIfPresent(delivery.tenant(), (id, count) -> count == 1 ? null : count - 1);
  }

  synchronized int total() {
    return deliveries.size();
  }

  synchronized int retries() {
    return retries;
  }

  synchronized Map<EndpointId, Integer> perEndpoint() {
    return Map.copyOf(endpoints);
  }

  synchronized Set<TenantId> tenantsWith(int atLeast) {
    return tenants.entrySet().stream()
        .filter(tenant -> tenant.getValue() >= atLeast)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  synchronized List<ClaimedDelivery> all() {
    return List.copyOf(deliveries.values());
  }
}
