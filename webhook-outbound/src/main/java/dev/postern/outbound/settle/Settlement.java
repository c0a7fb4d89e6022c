package dev.postern.outbound.settle;

import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.QueueMove;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.Outcome;
import java.util.Optional;

/**
 * What is to be stored of one claimed delivery.
 *
 * @param attempt empty: the decision was made without sending anything
 * @param rule the endpoint's
 */
public record Settlement(
    ClaimedDelivery delivery,
    DeliveryDecision decision,
    Optional<MadeAttempt> attempt,
    SuspensionRule rule) {

  QueueMove move() {
    return switch (decision) {
      case DeliveryDecision.Delivered delivered -> new QueueMove.Leave(delivery);
      case DeliveryDecision.Dead dead -> new QueueMove.Leave(delivery);
      case DeliveryDecision.Retry(var wait) -> new QueueMove.Again(delivery, wait);
    };
  }

  int attemptCount() {
    return delivery.settledAttempts() + (attempt.isPresent() ? 1 : 0);
  }

  /** It is over, and others may have been waiting for it. */
  boolean endsInLine() {
    return delivery.line().isPresent() && move() instanceof QueueMove.Leave;
  }

  boolean succeeded() {
    return attempt.filter(made -> made.outcome().outcome() == Outcome.DELIVERED).isPresent();
  }

  boolean failed() {
    return attempt.filter(made -> made.outcome().outcome() != Outcome.DELIVERED).isPresent();
  }
}
