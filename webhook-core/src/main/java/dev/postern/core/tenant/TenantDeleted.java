package dev.postern.core.tenant;

import dev.postern.core.id.TenantId;

/**
 * Fired inside the deleting transaction, once for each mode: each module observes it and purges
 * what it keeps.
 */
public record TenantDeleted(TenantId tenant) {}
