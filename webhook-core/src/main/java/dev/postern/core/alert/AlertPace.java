package dev.postern.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How much one channel may say: a flood would bury what matters, and get the channel muted. */
final class AlertPace {
  static final int MOST = 20;
  static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

  private AlertPace() {}

  /**
   * @param sent when the last {@link #MOST} messages went out, newest first
   * @return when the next may
   */
  static Instant next(List<Instant> sent, Instant now) {
    if (sent.size() < MOST) {
      return now;
    }
    Instant free = sent.get(MOST - 1).plus(WINDOW);
    return free.isAfter(now) ? free : now;
  }

  static Duration waitAfter(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 8));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
