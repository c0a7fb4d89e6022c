package dev.postern.core.problem;

import java.time.Duration;

/**
 * How often something may be asked for.
 *
 * @param policy the limit's name, a plain word
 * @param requests at most so many
 * @param window within so long
 * @param free how long until the next may pass
 */
public record Pace(String policy, int requests, Duration window, Duration free) {
  /** Whole seconds, never too few. */
  public long retryAfterSeconds() {
    return Math.max(1, free.plusMillis(999).toSeconds());
  }
}
