package dev.postern.outbound.claim;

import dev.postern.outbound.endpoint.Batching;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is due at an endpoint that takes batches.
 *
 * @param events counted up to those of one batch
 * @param oldest null when there is none
 */
public record Gathering(int events, @Nullable Instant oldest) {
  /**
   * Until the batch is to go; zero: now. Retries went as a batch before and do not gather again.
   */
  public Duration ripeIn(Batching batching, Lane lane, Instant now) {
    if (oldest == null || lane == Lane.RETRIES || events >= batching.maxEvents()) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, oldest.plus(batching.maxWait()));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
