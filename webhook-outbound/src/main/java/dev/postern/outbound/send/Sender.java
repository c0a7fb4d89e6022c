package dev.postern.outbound.send;

/** Makes one attempt at a delivery. */
@FunctionalInterface
public interface Sender {

  /**
   * Sends the request and waits for the outcome, never longer than the request's total timeout.
   * Every failure of the network or the receiver is an outcome, not an exception. Safe for any
   * number of threads; made to block virtual ones.
   *
   * @throws NotSentException when it was this node that had no room for it
   */
  AttemptOutcome send(OutboundRequest request);
}
