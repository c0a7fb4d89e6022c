package dev.postern.outbound.endpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries to one endpoint are made.
 *
 * @param timeout for one attempt in all
 * @param retrySchedule null: the node's
 * @param maxAttempts null: one more than the schedule has waits
 * @param rateLimit null: none
 * @param maxInFlight requests at one time; null: the node's
 * @param batching null: every event alone
 */
public record DeliveryRules(
    Duration timeout,
    @Nullable RetrySchedule retrySchedule,
    @Nullable Integer maxAttempts,
    @Nullable RateLimit rateLimit,
    @Nullable Integer maxInFlight,
    Ordering ordering,
    @Nullable Batching batching) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** Every event alone. */
  public DeliveryRules(
      Duration timeout,
      @Nullable RetrySchedule retrySchedule,
      @Nullable Integer maxAttempts,
      @Nullable RateLimit rateLimit,
      @Nullable Integer maxInFlight,
      Ordering ordering) {
    this(timeout, retrySchedule, maxAttempts, rateLimit, maxInFlight, ordering, null);
  }

  public static DeliveryRules defaults() {
    return new DeliveryRules(DEFAULT_TIMEOUT, null, null, null, null, Ordering.NONE);
  }
}
