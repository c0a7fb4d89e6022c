package dev.postern.outbound.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A failed attempt, as far as health goes.
 *
 * @param lease under which it was sent
 * @param at by the database's clock
 * @param refusal the receiver answered and refused the request itself
 * @param askedToWait by {@code Retry-After}
 */
public record Failure(UUID lease, Instant at, boolean refusal, Optional<Duration> askedToWait) {}
