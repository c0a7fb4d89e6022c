package dev.postern.outbound.ledger;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint, for one subscription.
 *
 * @param statusReason a machine word where the status alone does not say why
 * @param statusDetail a sentence where the word and the attempts do not say it all
 */
public record Delivery(
    DeliveryId id,
    TenantId tenant,
    EventId eventId,
    String eventType,
    EndpointId endpointId,
    SubscriptionId subscriptionId,
    DeliveryStatus status,
    @Nullable String statusReason,
    @Nullable String statusDetail,
    int attemptCount,
    @Nullable Instant nextAttemptAt,
    Instant createdAt,
    @Nullable Instant completedAt) {}
