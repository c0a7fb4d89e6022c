package dev.postern.outbound.dispatch;

import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.retry.RetryPolicy;

/** A claimed delivery, looked at before anything is sent. */
sealed interface Prepared {
  /**
   * It can be sent.
   *
   * @param refusals of the receiver before, within the delivery's budget
   */
  record Fit(ClaimedDelivery delivery, Letter letter, int refusals, RetryPolicy policy)
      implements Prepared {}

  /** It is over without an attempt. */
  record Over(Result result) implements Prepared {}
}
