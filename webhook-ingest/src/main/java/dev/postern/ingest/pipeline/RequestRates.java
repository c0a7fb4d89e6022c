package dev.postern.ingest.pipeline;

import dev.postern.ingest.RateLimit;
import java.time.Duration;
import java.time.Instant;

/** Counts requests in sliding windows. Thread-safe, bounded in memory. */
@FunctionalInterface
public interface RequestRates {
  /** Counts one request of {@code key} if there is room for it. */
  Admission admit(String key, RateLimit limit, Instant now);

  /**
   * Whether there was room.
   *
   * @param remaining how many more would be let in now
   * @param retryAfter when not admitted: how long until one would be
   */
  record Admission(boolean admitted, int remaining, Duration retryAfter) {}
}
