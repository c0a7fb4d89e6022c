package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.retry.DeliveryDecision.Dead;
import dev.postern.outbound.retry.DeliveryDecision.Progress;
import dev.postern.outbound.retry.DeliveryDecision.Reason;
import dev.postern.outbound.retry.OutcomeClass;
import dev.postern.outbound.retry.RetryPolicy;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.settle.Settlement;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Looks at deliveries before they are sent, and says what their outcome means. Thread-safe. */
@Service
class Clerk {
  private static final System.Logger LOG = System.getLogger(Clerk.class.getName());

  private final Messages messages;
  private final Composer composer;
  private final OutboundConfig config;

  @Inject
  Clerk(Messages messages, Composer composer, OutboundConfig config) {
    this.messages = messages;
    this.composer = composer;
    this.config = config;
  }

  boolean tooOften(ClaimedDelivery delivery) {
    return delivery.interruptions() > config.maxInterruptions();
  }

  /** Whether it is too late to begin: the lease may soon be somebody else's. */
  boolean stalled(Dispatch dispatch, long monotonic) {
    return monotonic - dispatch.claimedAt() > config.lease().toNanos() / 2;
  }

  Prepared prepare(
      EndpointSettings settings, ClaimedDelivery delivery, Message message, Instant at) {
    RetryPolicy policy = config.retry().with(settings.delivery());
    // Asked before it is sent: a result must not be lost because the store is away after it.
    int refusals =
        delivery.attemptOfBudget() >= policy.clientErrorAttempts()
            ? messages.refusals(delivery)
            : 0;
    return switch (composer.compose(settings, message, at)) {
      case Composed.Ready(Letter letter) -> new Prepared.Fit(delivery, letter, refusals, policy);
      case Composed.Unfit(String reason) -> {
        LOG.log(
            System.Logger.Level.INFO,
            "transformation_failed delivery={0} reason={1}",
            delivery.id(),
            reason);
        yield new Prepared.Over(over(delivery, Reason.TRANSFORMATION_FAILED, reason));
      }
    };
  }

  static DeliveryDecision decide(
      Prepared.Fit sent, AttemptOutcome outcome, RandomGenerator random) {
    OutcomeClass kind = kind(outcome);
    Progress progress =
        new Progress(
            sent.delivery().attemptOfBudget(),
            sent.refusals() + (kind == OutcomeClass.REFUSED ? 1 : 0));
    return DeliveryDecision.after(kind, progress, outcome.retryAfter(), sent.policy(), random);
  }

  /**
   * @param detail a sentence where the reason's word does not say it all
   */
  static Result over(ClaimedDelivery delivery, Reason reason, @Nullable String detail) {
    return new Result.Made(
        new Settlement(delivery, new Dead(reason), Optional.empty(), Optional.empty(), detail));
  }

  private static OutcomeClass kind(AttemptOutcome outcome) {
    return switch (outcome.outcome()) {
      case DELIVERED -> OutcomeClass.DELIVERED;
      case HTTP_ERROR ->
          outcome.status().map(OutcomeClass::ofStatus).orElse(OutcomeClass.TRANSIENT);
      case TIMEOUT, CONNECT_ERROR, DNS_ERROR, TLS_ERROR, BLOCKED, RESET, TOO_SLOW ->
          OutcomeClass.TRANSIENT;
    };
  }
}
