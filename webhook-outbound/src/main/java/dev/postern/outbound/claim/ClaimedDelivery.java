package dev.postern.outbound.claim;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import java.util.UUID;

/**
 * A delivery that this node may send until its lease ends.
 *
 * @param settledAttempts attempts made and recorded before
 * @param interruptions leases of this delivery that ran out: a node died or stalled with it, and
 *     whether the receiver saw the request is unknown
 * @param lease nobody else has this token; what is settled without it does not count
 */
public record ClaimedDelivery(
    DeliveryId id,
    TenantId tenant,
    EndpointId endpoint,
    EventId event,
    Lane lane,
    int settledAttempts,
    int interruptions,
    UUID lease) {

  /** Number of the attempt that is to be made now, from 1. */
  public int attempt() {
    return settledAttempts + 1;
  }
}
