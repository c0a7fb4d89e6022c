package dev.postern.outbound.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Failed attempts in a row.
 *
 * @param first when the first of them ended; null when there is none
 */
public record Failures(int count, @Nullable Instant first) {
  public static final Failures NONE = new Failures(0, null);

  boolean none() {
    return count == 0;
  }

  Failures plusOne(Instant now) {
    return new Failures(count + 1, first == null ? now : first);
  }

  /** Time since the first failure; zero without one. */
  Duration lastingAt(Instant now) {
    return first == null ? Duration.ZERO : Duration.between(first, now);
  }
}
