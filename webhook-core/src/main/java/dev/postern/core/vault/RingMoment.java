package dev.postern.core.vault;

import java.time.Duration;

/**
 * A moment of the monotonic clock: what was read from it on is as good as read now.
 *
 * @param nanos of {@link System#nanoTime}
 */
public record RingMoment(long nanos) {
  /** For what decides by itself. Nobody is told of a change before all that is older is over. */
  static final Duration RECENT = Duration.ofMillis(250);

  /** A ring that was read since then knows of every change that is acknowledged by now. */
  public static RingMoment recent() {
    return ago(RECENT);
  }

  public static RingMoment now() {
    return ago(Duration.ZERO);
  }

  static RingMoment ago(Duration age) {
    return new RingMoment(System.nanoTime() - age.toNanos());
  }

  public boolean isAfter(RingMoment other) {
    return nanos - other.nanos > 0;
  }
}
