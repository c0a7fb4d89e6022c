package dev.postern.core.fetch;

import java.time.Duration;

/** What is left of a request's time, by the monotonic clock. */
record Countdown(long endNanos) {
  static Countdown of(Duration total) {
    return new Countdown(System.nanoTime() + total.toNanos());
  }

  boolean over() {
    return endNanos - System.nanoTime() <= 0;
  }

  /** At least a millisecond, so that it never means "for ever" to a socket. */
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime()));
  }

  /** What is left, for a socket option. */
  int leftMillis() {
    return (int) Math.clamp(left().toMillis(), 1, Integer.MAX_VALUE);
  }
}
