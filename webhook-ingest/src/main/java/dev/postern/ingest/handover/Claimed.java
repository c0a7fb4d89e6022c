package dev.postern.ingest.handover;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * A webhook this node may hand over until its lease ends.
 *
 * @param token fences the settling: whoever holds another one has lost
 * @param attempt 1 for the first
 * @param dueSince where it stood in line before it was claimed
 */
record Claimed(
    ReceivedId id, TenantId tenant, SourceId source, UUID token, int attempt, Instant dueSince) {}
