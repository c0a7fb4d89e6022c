package dev.postern.outbound.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a delivery after an attempt. */
public sealed interface DeliveryDecision {

  record Delivered() implements DeliveryDecision {}

  /**
   * @param delay from the moment it is stored, on the database's clock
   */
  record Retry(Duration delay) implements DeliveryDecision {}

  record Dead(Reason reason) implements DeliveryDecision {}

  /** Why a delivery was given up. */
  enum Reason {
    /** The receiver answered 410: the endpoint is disabled with it. */
    GONE("gone"),
    /** The receiver kept refusing the request. */
    CLIENT_ERROR("client_error"),
    /** All attempts were used. */
    ATTEMPTS_EXHAUSTED("attempts_exhausted"),
    /** Nodes died or lost their lease again and again while sending it. */
    INTERRUPTED("interrupted"),
    /** The endpoint has no live secret to sign with, or what the delivery needs is gone. */
    UNSENDABLE("unsendable"),
    /** The subscription's transformation made nothing of the event: mend it, then retry. */
    TRANSFORMATION_FAILED("transformation_failed");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** As the ledger tells it ({@code status_reason}). */
    public String word() {
      return word;
    }
  }

  /**
   * @param attempt number of the attempt that was made, from 1
   * @param refusals how many attempts of the delivery were refused, this one included
   */
  record Progress(int attempt, int refusals) {}

  /** Deterministic but for the jitter drawn from {@code random}. */
  static DeliveryDecision after(
      OutcomeClass outcome,
      Progress progress,
      Optional<Duration> retryAfter,
      RetryPolicy policy,
      RandomGenerator random) {
    return switch (outcome) {
      case DELIVERED -> new Delivered();
      case GONE -> new Dead(Reason.GONE);
      case REFUSED ->
          progress.refusals() >= policy.clientErrorAttempts()
              ? new Dead(Reason.CLIENT_ERROR)
              : again(progress, retryAfter, policy, random);
      case TRANSIENT -> again(progress, retryAfter, policy, random);
    };
  }

  private static DeliveryDecision again(
      Progress progress,
      Optional<Duration> retryAfter,
      RetryPolicy policy,
      RandomGenerator random) {
    return progress.attempt() >= policy.maxAttempts()
        ? new Dead(Reason.ATTEMPTS_EXHAUSTED)
        : new Retry(policy.waitAfter(progress.attempt(), retryAfter, random));
  }
}
