package dev.postern.outbound.settle;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.HealthStore;
import dev.postern.outbound.retry.DeliveryDecision;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores a batch of results in one transaction. Thread-safe. */
@Service
public class Settler implements ResultStore {
  private static final System.Logger LOG = System.getLogger(Settler.class.getName());

  private final DeliveryQueue queue;
  private final LedgerWriter ledger;
  private final HealthStore healths;
  private final KeyLines lines;
  private final Transactions transactions;

  @Inject
  public Settler(
      DeliveryQueue queue,
      LedgerWriter ledger,
      HealthStore healths,
      KeyLines lines,
      Transactions transactions) {
    this.queue = queue;
    this.ledger = ledger;
    this.healths = healths;
    this.lines = lines;
    this.transactions = transactions;
  }

  @Override
  public Settled settle(List<Settlement> batch) {
    Settled settled = transactions.required(() -> store(batch));
    settled
        .lost()
        .forEach(lost ->
            LOG.log(
                System.Logger.Level.WARNING,
                "delivery_lease_lost delivery={0} endpoint={1} attempt={2}",
                lost.delivery().id(),
                lost.delivery().endpoint(),
                lost.delivery().attempt()));
    return settled;
  }

  private Settled store(List<Settlement> batch) {
    // Health before the queue, as whoever enables or disables an endpoint takes them.
    Map<EndpointId, EndpointHealth> before =
        healths.lock(
            endpoints(batch, s -> s.failed() || s.endsInLine()),
            endpoints(batch, s -> s.succeeded() || s.attempt().isEmpty()));
    lines.lock(lines(batch));
    Set<ClaimedDelivery> held = queue.settle(batch.stream().map(Settlement::move).toList());
    Map<Boolean, List<Settlement>> parts =
        batch.stream().collect(Collectors.partitioningBy(s -> held.contains(s.delivery())));
    List<Settlement> kept = parts.getOrDefault(true, List.of());
    lines.advance(lines(kept));
    ledger.write(kept);
    List<Settlement> lost = parts.getOrDefault(false, List.of());
    return new Settled(kept, lost, saveHealth(kept, lost, before));
  }

  private Set<EndpointId> saveHealth(
      List<Settlement> kept, List<Settlement> lost, Map<EndpointId, EndpointHealth> before) {
    if (before.isEmpty()) {
      return Set.of();
    }
    Instant now = healths.now();
    Map<EndpointId, EndpointHealth> after = new HashMap<>(before);
    Map<EndpointId, SuspensionRule> rules = new HashMap<>();
    for (Settlement settlement : kept) {
      EndpointId endpoint = settlement.delivery().endpoint();
      after.computeIfPresent(endpoint, (id, health) -> next(health, settlement, now));
      settlement.rule().ifPresent(rule -> rules.put(endpoint, rule));
    }
    // What tells of a request is with the rest of it: a probe that has not told by now never will.
    Stream.concat(kept.stream(), lost.stream())
        .map(Settlement::delivery)
        .forEach(delivery ->
            after.computeIfPresent(
                delivery.endpoint(), (id, health) -> health.unsent(delivery.lease(), now)));
    Set<EndpointId> stopped = new HashSet<>();
    after.forEach((endpoint, health) -> {
      EndpointHealth old = before.get(endpoint);
      if (!health.equals(old)) {
        healths.save(
            endpoint,
            health,
            health.warning(rules.getOrDefault(endpoint, SuspensionRule.defaults())));
      }
      if (!health.takesDeliveries()) {
        stopped.add(endpoint);
        if (old != null && old.takesDeliveries()) {
          LOG.log(
              System.Logger.Level.WARNING,
              "endpoint_stopped endpoint={0} state={1}",
              endpoint,
              health);
        }
      }
    });
    return stopped;
  }

  private static EndpointHealth next(EndpointHealth health, Settlement settlement, Instant now) {
    if (settlement.succeeded()) {
      return health.onSuccess(now);
    }
    Optional<SuspensionRule> rule = settlement.rule();
    boolean gone =
        settlement.decision() instanceof DeliveryDecision.Dead(var reason)
            && reason == DeliveryDecision.Reason.GONE;
    return gone
        ? health.onGone()
        : settlement
            .failure(now)
            .flatMap(failure -> rule.map(by -> health.onFailure(failure, by)))
            .orElse(health);
  }

  /** The lines that somebody of the batch leaves. */
  private static List<KeyLines.Line> lines(List<Settlement> batch) {
    return batch.stream()
        .filter(Settlement::endsInLine)
        .flatMap(settlement -> settlement.delivery().line().stream())
        .toList();
  }

  private static Set<EndpointId> endpoints(List<Settlement> batch, Predicate<Settlement> which) {
    return batch.stream()
        .filter(which)
        .map(settlement -> settlement.delivery().endpoint())
        .collect(Collectors.toSet());
  }
}
