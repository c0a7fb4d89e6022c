package dev.postern.outbound.ledger;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;

/** A delivery was made or is in another state now. */
public record DeliveryChange(
    TenantId tenant,
    DeliveryId delivery,
    EventId event,
    EndpointId endpoint,
    DeliveryStatus status) {}
