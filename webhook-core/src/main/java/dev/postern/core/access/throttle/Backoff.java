package dev.postern.core.access.throttle;

import java.time.Duration;
import java.time.Instant;

/**
 * After {@code free} failures each further one doubles the wait, from a second to {@code longest}.
 * A pause of {@code forgottenAfter} without a failure forgets them.
 */
record Backoff(int free, Duration longest, Duration forgottenAfter) {
  /** One person mistypes a few times. */
  static final Backoff ACCOUNT = new Backoff(5, Duration.ofMinutes(15), Duration.ofHours(24));

  /** An office behind one address mistypes more often. */
  static final Backoff ADDRESS = new Backoff(20, Duration.ofMinutes(15), Duration.ofHours(1));

  /** What is known of one subject. */
  record Failures(int count, Instant last) {}

  /** Zero when a try is welcome now. */
  Duration waitAt(Instant now, Failures failures) {
    Instant open = openAt(failures);
    return now.isBefore(open) ? Duration.between(now, open) : Duration.ZERO;
  }

  /** When the next try is welcome, however long ago. */
  Instant openAt(Failures failures) {
    return failures.last().plus(lockAfter(failures.count()));
  }

  boolean forgottenAt(Instant now, Failures failures) {
    return !now.isBefore(failures.last().plus(forgottenAfter));
  }

  private Duration lockAfter(int count) {
    if (count <= free) {
      return Duration.ZERO;
    }
    Duration lock = Duration.ofSeconds(1L << Math.min(count - free - 1, 20));
    return lock.compareTo(longest) > 0 ? longest : lock;
  }
}
