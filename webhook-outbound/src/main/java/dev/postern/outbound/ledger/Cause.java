package dev.postern.outbound.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Why a delivery was given up, as far as others were given up for the same.
 *
 * @param reason the delivery's machine word
 * @param outcome of its last attempt; null when it had none, or it is no longer kept
 * @param responseStatus of its last attempt, when there was an answer
 */
public record Cause(
    String reason, @Nullable AttemptOutcome outcome, @Nullable Integer responseStatus) {}
