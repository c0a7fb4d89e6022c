package dev.postern.outbound.stats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one minute or hour.
 *
 * @param at where it begins
 * @param p50Ms within a tenth; null without attempts
 */
public record StatPoint(
    Instant at, long delivered, long failed, @Nullable Long p50Ms, @Nullable Long p95Ms) {}
