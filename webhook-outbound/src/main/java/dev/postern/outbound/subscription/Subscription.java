package dev.postern.outbound.subscription;

import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import java.time.Instant;

/** Which events of its tenant an endpoint gets. */
public record Subscription(
    SubscriptionId id,
    TenantId tenant,
    SubscriptionSettings settings,
    Instant createdAt,
    Instant updatedAt) {}
