package dev.postern.outbound.retry;

import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.RetrySchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again.
 *
 * @param maxAttempts attempts in all, the first included
 * @param clientErrorAttempts refusals (a redirect or a 4xx that asks for no patience) after which a
 *     delivery is given up although attempts are left
 */
public record RetryPolicy(RetrySchedule schedule, int maxAttempts, int clientErrorAttempts) {
  private static final double JITTER = 0.2;
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

  public RetryPolicy {
    if (maxAttempts < 1 || clientErrorAttempts < 1) {
      throw new IllegalArgumentException("at least one attempt");
    }
  }

  /** The default of a schedule: one attempt more than it has waits. */
  public static RetryPolicy of(RetrySchedule schedule, int clientErrorAttempts) {
    return new RetryPolicy(schedule, schedule.waits().size() + 1, clientErrorAttempts);
  }

  /** This policy with what an endpoint says otherwise. */
  public RetryPolicy with(DeliveryRules rules) {
    RetrySchedule own = rules.retrySchedule() == null ? schedule : rules.retrySchedule();
    int standard = rules.retrySchedule() == null ? maxAttempts : own.waits().size() + 1;
    int most = rules.maxAttempts() == null ? standard : rules.maxAttempts();
    return new RetryPolicy(own, most, clientErrorAttempts);
  }

  /**
   * The wait after a failed attempt: the schedule's, spread by ±20 % so that what failed together
   * does not come back together. {@code Retry-After} (RFC 9110 section 10.2.3) may lengthen it, up
   * to 24 h, and never shortens it.
   */
  public Duration waitAfter(
      int failedAttempt, Optional<Duration> retryAfter, RandomGenerator random) {
    Duration wait = jittered(scheduledAfter(failedAttempt), random);
    return retryAfter
        .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked)
        .filter(asked -> asked.compareTo(wait) > 0)
        .orElse(wait);
  }

  /** Where more attempts are allowed than the schedule has waits, the last one repeats. */
  private Duration scheduledAfter(int failedAttempt) {
    return schedule.delayAfter(failedAttempt).orElse(schedule.waits().getLast());
  }

  private static Duration jittered(Duration wait, RandomGenerator random) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
