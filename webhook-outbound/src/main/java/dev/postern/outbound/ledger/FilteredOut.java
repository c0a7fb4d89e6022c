package dev.postern.outbound.ledger;

import dev.postern.core.id.SubscriptionId;

/**
 * A subscription that matched an event by type and channel, and whose filter kept it back.
 *
 * @param reason {@code filter_false}, or {@code filter_error: …}
 */
public record FilteredOut(SubscriptionId subscriptionId, String reason) {}
