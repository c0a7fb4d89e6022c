package dev.postern.outbound.ledger;

import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was accepted.
 *
 * @param externalId the publisher's own id
 * @param payload the exact bytes of every standard delivery: {@code {"type","timestamp","data"}}
 */
public record EventEntry(
    EventId id,
    TenantId tenant,
    @Nullable String externalId,
    String type,
    Instant timestamp,
    @Nullable String channel,
    @Nullable String orderingKey,
    byte[] payload,
    Instant createdAt) {}
