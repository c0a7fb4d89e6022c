package dev.postern.outbound.eventtype;

import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * A registered type of event, addressed by its name.
 *
 * @param id for the order of lists only
 * @param version from 1; one more with every change of the schema
 * @param archived nothing is published of it any more; subscriptions to it stay
 */
public record EventType(
    UUID id,
    TenantId tenant,
    String name,
    Contents contents,
    int version,
    boolean archived,
    Instant createdAt,
    Instant updatedAt) {}
