package dev.postern.outbound.settle;

import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.QueueMove;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.health.Failure;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.retry.OutcomeClass;
import dev.postern.outbound.send.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of one claimed delivery.
 *
 * @param attempt empty: the decision was made without sending anything
 * @param rule the endpoint's, by which the attempt tells its health; empty: it tells nothing, or
 *     another delivery of the same request does
 * @param detail of the decision, a sentence; null: the attempt says it
 */
public record Settlement(
    ClaimedDelivery delivery,
    DeliveryDecision decision,
    Optional<MadeAttempt> attempt,
    Optional<SuspensionRule> rule,
    @Nullable String detail) {

  QueueMove move() {
    return switch (decision) {
      case DeliveryDecision.Delivered delivered -> new QueueMove.Leave(delivery);
      case DeliveryDecision.Dead dead -> new QueueMove.Leave(delivery);
      case DeliveryDecision.Retry(var wait) -> new QueueMove.Again(delivery, wait);
    };
  }

  int attemptCount() {
    return delivery.made().settled() + (attempt.isPresent() ? 1 : 0);
  }

  /** It is over, and others may have been waiting for it. */
  boolean endsInLine() {
    return delivery.line().isPresent() && move() instanceof QueueMove.Leave;
  }

  boolean succeeded() {
    return telling().filter(made -> made.outcome().outcome() == Outcome.DELIVERED).isPresent();
  }

  boolean failed() {
    return telling().filter(made -> made.outcome().outcome() != Outcome.DELIVERED).isPresent();
  }

  /** As health sees it; empty when it did not fail, or nothing was sent. */
  Optional<Failure> failure(Instant now) {
    return telling()
        .map(MadeAttempt::outcome)
        .filter(outcome -> outcome.outcome() != Outcome.DELIVERED)
        .map(outcome ->
            new Failure(
                delivery.lease(),
                now,
                outcome.status().map(OutcomeClass::ofStatus).orElse(OutcomeClass.TRANSIENT)
                    == OutcomeClass.REFUSED,
                outcome.status().filter(OutcomeClass::asksForPatience).isPresent()
                    ? outcome.retryAfter()
                    : Optional.empty()));
  }

  private Optional<MadeAttempt> telling() {
    return rule.flatMap(known -> attempt);
  }
}
