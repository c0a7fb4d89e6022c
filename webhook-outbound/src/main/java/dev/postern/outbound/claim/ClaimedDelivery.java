package dev.postern.outbound.claim;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this node may send until its lease ends.
 *
 * @param interruptions leases of this delivery that ran out: a node died or stalled with it, and
 *     whether the receiver saw the request is unknown
 * @param orderingKey of the line it is the first of; null when it stands in none
 * @param lease nobody else has this token; what is settled without it does not count
 * @param batched it goes in one request with the others of its lease
 */
public record ClaimedDelivery(
    DeliveryId id,
    TenantId tenant,
    EndpointId endpoint,
    EventId event,
    Lane lane,
    Attempts made,
    int interruptions,
    @Nullable String orderingKey,
    UUID lease,
    boolean batched) {

  /**
   * Attempts made and recorded before.
   *
   * @param settled all of them
   * @param beforeBudget those that were made before somebody sent the delivery again
   */
  public record Attempts(int settled, int beforeBudget) {}

  ClaimedDelivery inBatch() {
    return new ClaimedDelivery(
        id, tenant, endpoint, event, lane, made, interruptions, orderingKey, lease, true);
  }

  /** The line that moves on when this delivery is over. */
  public Optional<KeyLines.Line> line() {
    return Optional.ofNullable(orderingKey).map(key -> new KeyLines.Line(endpoint, key));
  }

  /** Number of the attempt that is to be made now, from 1. */
  public int attempt() {
    return made.settled() + 1;
  }

  /** The same within its budget, which begins anew when somebody sends the delivery again. */
  public int attemptOfBudget() {
    return attempt() - made.beforeBudget();
  }
}
