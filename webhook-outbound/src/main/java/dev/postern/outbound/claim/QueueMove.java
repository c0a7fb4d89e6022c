package dev.postern.outbound.claim;

import java.time.Duration;

/** What becomes of a claimed delivery's place in the queue. */
public sealed interface QueueMove {
  ClaimedDelivery delivery();

  /** It is over. */
  record Leave(ClaimedDelivery delivery) implements QueueMove {}

  /** One attempt more was made; the next is due after {@code delay}. */
  record Again(ClaimedDelivery delivery, Duration delay) implements QueueMove {}
}
