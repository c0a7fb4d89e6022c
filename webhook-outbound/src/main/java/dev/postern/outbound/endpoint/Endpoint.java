package dev.postern.outbound.endpoint;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import java.time.Instant;

/** Where a tenant wants webhooks: what people set, and what the machine knows. */
public record Endpoint(
    EndpointId id,
    TenantId tenant,
    EndpointSettings settings,
    EndpointState state,
    Instant createdAt,
    Instant updatedAt) {}
