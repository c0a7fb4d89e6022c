package dev.postern.ingest;

import dev.postern.core.id.RejectionId;
import dev.postern.core.id.SourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind that were refused within a short while.
 *
 * @param reason the code the sender was told
 * @param diagnosis what most likely went wrong; for operators only
 * @param clientIp {@code various} when a flood was recorded as one
 * @param signaturePrefix the first characters of what the sender signed with, if anything
 * @param rejectedAt the last of them
 */
public record Rejection(
    RejectionId id,
    SourceId sourceId,
    String reason,
    @Nullable String diagnosis,
    String clientIp,
    @Nullable String userAgent,
    @Nullable String signaturePrefix,
    Instant rejectedAt,
    int count) {}
