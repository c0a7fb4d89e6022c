package dev.postern.outbound.health;

import dev.postern.outbound.endpoint.SuspensionRule;
import java.time.Duration;
import java.util.Optional;

/**
 * When a breaker opens, and for how long. It fills the time between the failures that suspend an
 * endpoint by number and the age that they must have: ten failures at once open it, probes after
 * 10, 30, 70, 150 and 310 s fail too, and the endpoint is suspended just after its five minutes.
 *
 * @param failures in a row that open it
 * @param firstWait until the first probe; doubled after every one that fails, up to {@code
 *     longestWait}
 */
public record BreakerRule(int failures, Duration firstWait, Duration longestWait) {
  /** A receiver that asks for patience so many times in a row is left alone as long as it asks. */
  static final int REQUESTS_FOR_PATIENCE = 5;

  private static final int MOST_FAILURES = 10;
  private static final int RATIO_ATTEMPTS = 20;
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);

  public static BreakerRule of(SuspensionRule rule) {
    Duration part = rule.minimumAge().dividedBy(30);
    return new BreakerRule(
        Math.min(MOST_FAILURES, rule.afterFailures()),
        part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part,
        LONGEST);
  }

  /**
   * So many failures in a row; or half of at least {@value #RATIO_ATTEMPTS} attempts within a
   * window. A request that the receiver refuses for what it says shows that the receiver is there.
   */
  boolean opens(Failure failure, int inARow, Window window) {
    if (failure.refusal()) {
      return false;
    }
    boolean patience = failure.askedToWait().isPresent() && inARow >= REQUESTS_FOR_PATIENCE;
    boolean ratio =
        window.attempts() >= RATIO_ATTEMPTS && 2 * window.failures() >= window.attempts();
    return inARow >= failures || patience || ratio;
  }

  Duration next(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(longestWait) > 0 ? longestWait : twice;
  }

  /** What the receiver asked for in {@code Retry-After} may lengthen a wait, up to ten minutes. */
  Duration longer(Duration wait, Optional<Duration> asked) {
    return asked
        .map(a -> a.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : a)
        .filter(a -> a.compareTo(wait) > 0)
        .orElse(wait);
  }
}
