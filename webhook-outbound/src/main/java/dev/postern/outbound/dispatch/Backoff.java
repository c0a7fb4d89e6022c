package dev.postern.outbound.dispatch;

import java.time.Duration;

/** Waits while the store is away: twice as long every time, five seconds at most. */
record Backoff(Duration next) {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  static Backoff fresh() {
    return new Backoff(FIRST);
  }

  Backoff longer() {
    Duration twice = next.multipliedBy(2);
    return new Backoff(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
  }
}
