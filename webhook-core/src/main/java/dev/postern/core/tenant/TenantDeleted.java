package dev.postern.core.tenant;

import dev.postern.core.id.TenantId;

/**
 * Fired inside the deleting transaction, once for each mode: each module observes it and ends what
 * it keeps. Once more a while later, for what was being written meanwhile. What can be many rows
 * goes in portions (see {@code dev.postern.core.purge}).
 */
public record TenantDeleted(TenantId tenant) {}
