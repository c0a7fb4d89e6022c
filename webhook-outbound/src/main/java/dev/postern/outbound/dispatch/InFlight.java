package dev.postern.outbound.dispatch;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.Lane;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What this node has leased and not settled yet. A slot is free again only when its result is
 * stored: with the store away the node stops by itself when its slots are full. Thread-safe.
 */
final class InFlight {
  /** A large event weighs as many as hundreds of usual ones. */
  private static final long MOST_BYTES =
      Math.max(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

  private final Map<DeliveryId, ClaimedDelivery> deliveries = new HashMap<>();
  private final Map<EndpointId, Integer> endpoints = new HashMap<>();
  private final Map<DeliveryId, Integer> weights = new HashMap<>();
  private int retries;
  private long bytes;

  synchronized void add(Collection<ClaimedDelivery> claimed) {
    for (ClaimedDelivery delivery : claimed) {
      // Claimed again by this node after its own lease ran out: the newer lease counts.
      remove(delivery);
      deliveries.put(delivery.id(), delivery);
      endpoints.merge(delivery.endpoint(), 1, Integer::sum);
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
      Integer weight = weights.remove(delivery.id());
      bytes -= weight == null ? 0 : weight;
      endpoints.computeIfPresent(present.endpoint(), (id, count) -> count == 1 ? null : count - 1);
      retries -= present.lane() == Lane.RETRIES ? 1 : 0;
    }
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

  synchronized List<ClaimedDelivery> all() {
    return List.copyOf(deliveries.values());
  }
}
