package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.AttemptId;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.store.StoreException;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.retry.DeliveryDecision.Dead;
import dev.postern.outbound.retry.DeliveryDecision.Progress;
import dev.postern.outbound.retry.DeliveryDecision.Reason;
import dev.postern.outbound.retry.OutcomeClass;
import dev.postern.outbound.retry.RetryPolicy;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.settle.MadeAttempt;
import dev.postern.outbound.settle.Settlement;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Carries one delivery out: composes, signs, sends, and says what is to be stored. Opens no
 * transaction. Thread-safe; made to block virtual threads.
 */
@Service
public class Courier {
  private static final System.Logger LOG = System.getLogger(Courier.class.getName());

  private final Targets targets;
  private final Messages messages;
  private final Composer composer;
  private final Post post;
  private final OutboundConfig config;
  private final Pace pace;

  @Inject
  Courier(
      Targets targets,
      Messages messages,
      Composer composer,
      Post post,
      OutboundConfig config,
      Pace pace) {
    this.targets = targets;
    this.messages = messages;
    this.composer = composer;
    this.post = post;
    this.config = config;
    this.pace = pace;
  }

  Result deliver(Dispatch dispatch) {
    ClaimedDelivery delivery = dispatch.delivery();
    try {
      return attempt(dispatch);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "delivery_given_back delivery=" + delivery.id(), e);
      return new Result.GivenBack(delivery);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "delivery_abandoned delivery=" + delivery.id(), e);
      return new Result.Abandoned(delivery);
    }
  }

  private Result attempt(Dispatch dispatch) {
    ClaimedDelivery delivery = dispatch.delivery();
    if (delivery.interruptions() > config.maxInterruptions()) {
      return dead(delivery, Reason.INTERRUPTED);
    }
    Optional<Endpoint> target = targets.find(delivery.tenant(), delivery.endpoint());
    List<SecretVersion> keys = post.keys(delivery.endpoint());
    if (target.isEmpty() || dispatch.message().isEmpty() || keys.isEmpty()) {
      return dead(delivery, Reason.UNSENDABLE);
    }
    EndpointSettings settings = target.get().settings();
    RetryPolicy policy = config.retry().with(settings.delivery());
    // Asked before it is sent: a result must not be lost because the store is away after it.
    int refusals =
        delivery.attempt() >= policy.clientErrorAttempts() ? messages.refusals(delivery.id()) : 0;
    Instant startedAt = pace.time().instant();
    Letter letter;
    switch (composer.compose(settings, dispatch.message().get(), startedAt)) {
      case Composed.Ready(Letter ready) -> letter = ready;
      case Composed.Unfit(String reason) -> {
        LOG.log(
            System.Logger.Level.INFO,
            "transformation_failed delivery={0} reason={1}",
            delivery.id(),
            reason);
        return dead(delivery, Reason.TRANSFORMATION_FAILED);
      }
    }
    HeaderFields headers = SignedHeaders.of(settings, letter, startedAt, keys);
    if (pace.monotonic() - dispatch.claimedAt() > config.lease().toNanos() / 2) {
      // The node stalled: it must not begin what somebody else may be about to claim.
      return new Result.GivenBack(delivery);
    }
    AttemptOutcome outcome = post.send(settings, headers, letter.body());
    MadeAttempt made =
        new MadeAttempt(
            new AttemptId(pace.ids().next()),
            startedAt,
            SignedHeaders.masked(headers, settings),
            letter.own() ? new String(letter.body(), StandardCharsets.UTF_8) : null,
            outcome);
    if (outcome.outcome() == Outcome.DELIVERED) {
      post.accepted(keys, made.endedAt());
    }
    return new Result.Made(
        new Settlement(
            delivery,
            decide(delivery, outcome, refusals, policy),
            Optional.of(made),
            settings.suspension()));
  }

  private DeliveryDecision decide(
      ClaimedDelivery delivery, AttemptOutcome outcome, int refusalsBefore, RetryPolicy policy) {
    OutcomeClass kind = kind(outcome);
    Progress progress =
        new Progress(delivery.attempt(), refusalsBefore + (kind == OutcomeClass.REFUSED ? 1 : 0));
    Optional<Duration> retryAfter = outcome.retryAfter();
    return DeliveryDecision.after(kind, progress, retryAfter, policy, pace.random());
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

  private static Result dead(ClaimedDelivery delivery, Reason reason) {
    return new Result.Made(
        new Settlement(delivery, new Dead(reason), Optional.empty(), SuspensionRule.defaults()));
  }
}
