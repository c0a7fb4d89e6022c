package dev.postern.outbound.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the time of an attempt went; null for a phase that was not reached or not needed. */
public record AttemptTimings(
    Duration total,
    @Nullable Duration dns,
    @Nullable Duration connect,
    @Nullable Duration tls,
    @Nullable Duration firstByte) {}
