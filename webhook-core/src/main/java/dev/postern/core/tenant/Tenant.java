package dev.postern.core.tenant;

import dev.postern.core.id.TenantId;
import java.time.Instant;

/** One customer of this Postern. {@code slug} addresses it in URLs and never changes. */
public record Tenant(TenantId id, String slug, String name, Instant createdAt) {}
