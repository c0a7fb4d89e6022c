package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.AttemptId;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.store.StoreException;
import dev.postern.core.trace.Tracer;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.retry.DeliveryDecision.Reason;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.NotSentException;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.settle.MadeAttempt;
import dev.postern.outbound.settle.Settlement;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what goes in one request: composes, signs, sends, and says what is to be stored.
 * Opens no transaction. Thread-safe; made to block virtual threads.
 */
@Service
public class Courier {
  private static final System.Logger LOG = System.getLogger(Courier.class.getName());

  private static final String NO_MESSAGE = "Its event or its subscription is not there any more.";

  private final Targets targets;
  private final Clerk clerk;
  private final Post post;
  private final Pace pace;
  private final Tracer tracer;
  private volatile boolean closing;

  @Inject
  Courier(Targets targets, Clerk clerk, Post post, Pace pace, Tracer tracer) {
    this.targets = targets;
    this.clerk = clerk;
    this.post = post;
    this.pace = pace;
    this.tracer = tracer;
  }

  /** The node stops: from now on what has not begun is given back, for another node to send. */
  void beginNothing() {
    closing = true;
  }

  /** Reads together what each of them would read for itself. */
  void ready(Collection<ClaimedDelivery> deliveries) {
    try {
      targets.ready(deliveries);
      post.ready(deliveries);
    } catch (RuntimeException | Error e) {
      // Each tries for itself: one whose secret cannot be opened must not keep the others.
      LOG.log(System.Logger.Level.DEBUG, "endpoints_not_read", e);
    }
  }

  /** One delivery, or those of one batch: a result for each. */
  List<Result> deliver(List<Dispatch> together) {
    ClaimedDelivery first = together.getFirst().delivery();
    try {
      return attempt(together);
    } catch (NotSentException e) {
      LOG.log(System.Logger.Level.DEBUG, "delivery_not_sent delivery=" + first.id(), e);
      return Result.givenBack(together);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "delivery_given_back delivery=" + first.id(), e);
      return Result.givenBack(together);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "delivery_abandoned delivery=" + first.id(), e);
      return Result.abandoned(together);
    }
  }

  private List<Result> attempt(List<Dispatch> together) {
    ClaimedDelivery first = together.getFirst().delivery();
    Optional<Endpoint> target = targets.find(first.tenant(), first.endpoint());
    List<SecretVersion> keys = post.keys(first.endpoint());
    Instant startedAt = pace.time().instant();
    List<Result> results = new ArrayList<>();
    List<Prepared.Fit> fit = new ArrayList<>();
    for (Dispatch dispatch : together) {
      ClaimedDelivery delivery = dispatch.delivery();
      if (clerk.tooOften(delivery)) {
        results.add(Clerk.over(delivery, Reason.INTERRUPTED, null));
      } else if (dispatch.message().isEmpty()) {
        results.add(Clerk.over(delivery, Reason.UNSENDABLE, NO_MESSAGE));
      } else if (target.isEmpty() || keys.isEmpty()) {
        results.add(Clerk.over(delivery, Reason.UNSENDABLE, null));
      } else {
        switch (clerk.prepare(
            target.get().settings(), delivery, dispatch.message().get(), startedAt)) {
          case Prepared.Fit each -> fit.add(each);
          case Prepared.Over(Result result) -> results.add(result);
        }
      }
    }
    if (!fit.isEmpty() && target.isPresent()) {
      results.addAll(sent(together, fit, target.get().settings(), keys, startedAt));
    }
    return results;
  }

  private List<Result> sent(
      List<Dispatch> together,
      List<Prepared.Fit> fit,
      EndpointSettings settings,
      List<SecretVersion> keys,
      Instant startedAt) {
    Parcel parcel =
        together.getFirst().delivery().batched() ? Parcel.batch(fit) : Parcel.single(fit);
    HeaderFields signed = SignedHeaders.of(settings, parcel.letter(), startedAt, keys);
    if (closing || clerk.stalled(together.getFirst(), pace.monotonic())) {
      // A node that stalled must not begin what somebody else may be about to claim.
      return fit.stream().<Result>map(each -> new Result.GivenBack(each.delivery())).toList();
    }
    AttemptOutcome outcome;
    HeaderFields headers;
    try (AttemptStep step = new AttemptStep(tracer, parcel, settings)) {
      headers = signed.with(step.header());
      outcome = post.send(settings, headers, parcel.letter().body());
      step.ended(outcome);
    }
    if (Thread.currentThread().isInterrupted() && outcome.status().isEmpty()) {
      // Not the receiver ended it but the node, as it stopped: the receiver has it, and may yet act
      // on it. No failure of the endpoint, and for nobody else before the lease ends.
      LOG.log(
          System.Logger.Level.WARNING,
          "delivery_cut_off delivery={0}",
          fit.getFirst().delivery().id());
      return unsettled(parcel);
    }
    HeaderFields shown = SignedHeaders.masked(headers, settings);
    // One draw for all: what failed together is due again together.
    long jitter = outcome.outcome() == Outcome.DELIVERED ? 0 : pace.random().nextLong();
    Optional<SuspensionRule> rule = Optional.of(settings.suspension());
    List<Result> results = new ArrayList<>();
    for (Prepared.Fit each : parcel.inside()) {
      MadeAttempt made =
          new MadeAttempt(
              new AttemptId(pace.ids().next()), startedAt, shown, part(each), parcel.told(outcome));
      results.add(
          new Result.Made(
              new Settlement(
                  each.delivery(),
                  Clerk.decide(each, outcome, new SplittableRandom(jitter)),
                  Optional.of(made),
                  rule,
                  null)));
      // It was one request: the first delivery tells the endpoint's health for all.
      rule = Optional.empty();
    }
    if (outcome.outcome() == Outcome.DELIVERED) {
      post.accepted(
          SignedHeaders.signers(settings, startedAt, keys),
          startedAt.plus(outcome.timings().total()));
    }
    results.addAll(left(parcel));
    return results;
  }

  private static List<Result> unsettled(Parcel parcel) {
    List<Result> results = new ArrayList<>(left(parcel));
    parcel.inside().forEach(each -> results.add(new Result.Abandoned(each.delivery())));
    return results;
  }

  private static List<Result> left(Parcel parcel) {
    return parcel.left().stream()
        .<Result>map(each -> new Result.GivenBack(each.delivery()))
        .toList();
  }

  /** What the event had to say in the request; null where that is the event's own payload. */
  private static @Nullable String part(Prepared.Fit each) {
    return each.letter().own() ? new String(each.letter().body(), StandardCharsets.UTF_8) : null;
  }
}
