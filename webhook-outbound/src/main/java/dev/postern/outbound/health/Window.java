package dev.postern.outbound.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Attempts since a first failure, for a minute at most. Without failures nothing is counted: the
 * success of a healthy endpoint costs no write.
 *
 * @param since when the first failure of the window came; null when there is none
 */
public record Window(@Nullable Instant since, int attempts, int failures) {
  static final Window EMPTY = new Window(null, 0, 0);
  private static final Duration LENGTH = Duration.ofMinutes(1);

  Window success(Instant now) {
    return since == null || over(now) ? EMPTY : new Window(since, attempts + 1, failures);
  }

  Window failure(Instant now) {
    return since == null || over(now)
        ? new Window(now, 1, 1)
        : new Window(since, attempts + 1, failures + 1);
  }

  private boolean over(Instant now) {
    return since == null || Duration.between(since, now).compareTo(LENGTH) > 0;
  }
}
