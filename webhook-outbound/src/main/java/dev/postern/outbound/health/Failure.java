package dev.postern.outbound.health;

import dev.postern.core.id.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A failed attempt, as far as health goes.
 *
 * @param at by the database's clock
 * @param refusal the receiver answered and refused the request itself
 * @param askedToWait by {@code Retry-After}
 */
public record Failure(
    DeliveryId delivery, Instant at, boolean refusal, Optional<Duration> askedToWait) {}
