package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.StoreException;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.ClaimBatch;
import dev.postern.outbound.claim.ClaimRequest;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.Gathering;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.claim.PacedClaim;
import dev.postern.outbound.claim.QueueMove;
import dev.postern.outbound.claim.Turn;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.health.Breaker;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.Failure;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.retry.OutcomeClass;
import dev.postern.outbound.settle.MadeAttempt;
import dev.postern.outbound.settle.ResultStore;
import dev.postern.outbound.settle.Settled;
import dev.postern.outbound.settle.Settlement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ports of the store in memory, on a made-up clock, failing before or after the work. */
final class ModelStore implements DeliveryQueue, ResultStore, Messages {
  static final class Place {
    final EndpointId endpoint;
    final EventId event;
    final @Nullable String key;
    long dueAt;
    @Nullable UUID lease;
    int attempts;
    boolean retry;
    int interruptions;

    Place(EndpointId endpoint, EventId event, @Nullable String key) {
      this.endpoint = endpoint;
      this.event = event;
      this.key = key;
    }

    boolean sameLine(Place other) {
      return key != null && key.equals(other.key) && endpoint.equals(other.endpoint);
    }
  }

  static final class Entry {
    @Nullable DeliveryDecision over;
    boolean cancelled;
    int recorded;
    int refused;
    int lostLeases;

    /** In a batch for which the node had no more room. */
    boolean cutShort;

    boolean ended() {
      return over != null || cancelled;
    }
  }

  /** A delivery that was let through a breaker that is not closed. */
  private record Probe(DeliveryId delivery, UUID lease, long until) {}

  final Map<DeliveryId, Place> queue = new LinkedHashMap<>();
  final Map<DeliveryId, Entry> ledger = new LinkedHashMap<>();
  final Map<EndpointId, EndpointHealth> healths = new HashMap<>();

  /** Endpoints that take batches. */
  final Map<EndpointId, Batching> batching = new HashMap<>();

  int probesMade;
  private final Map<EndpointId, Probe> probes = new HashMap<>();
  private final LongSupplier now;
  private final BooleanSupplier failing;

  ModelStore(LongSupplier now, BooleanSupplier failing) {
    this.now = now;
    this.failing = failing;
  }

  void publish(
      DeliveryId delivery, EndpointId endpoint, EventId event, @Nullable String orderingKey) {
    Place place = new Place(endpoint, event, orderingKey);
    place.dueAt = now.getAsLong();
    queue.put(delivery, place);
    ledger.put(delivery, new Entry());
    healths.putIfAbsent(endpoint, EndpointHealth.HEALTHY);
  }

  void cancel(DeliveryId delivery) {
    if (queue.remove(delivery) != null) {
      entry(delivery).cancelled = true;
    }
  }

  /** Of a delivery that is waiting. */
  @Nullable EndpointId endpointOf(DeliveryId delivery) {
    Place place = queue.get(delivery);
    return place == null ? null : place.endpoint;
  }

  /** Endpoints that take batches are of another tenant. */
  TenantId tenantOf(EndpointId endpoint) {
    return batching.containsKey(endpoint) ? OutboundTables.OTHER : QueueFixture.TENANT;
  }

  Entry entry(DeliveryId delivery) {
    return java.util.Objects.requireNonNull(ledger.get(delivery));
  }

  private void mayFail() {
    if (failing.getAsBoolean()) {
      throw new StoreException("away", new SQLException("away"));
    }
  }

  private Instant moment() {
    return Instant.EPOCH.plusNanos(now.getAsLong());
  }

  /** First in its line: the queue is in the order of positions. */
  private boolean first(Place place) {
    return queue.values().stream().filter(place::sameLine).findFirst().orElse(place) == place;
  }

  private Stream<Map.Entry<DeliveryId, Place>> due(ClaimRequest request) {
    return queue.entrySet().stream()
        .filter(e -> e.getValue().dueAt <= now.getAsLong())
        .filter(e -> e.getValue().retry == (request.lane() == Lane.RETRIES))
        .filter(e -> health(e.getValue().endpoint).takesDeliveries())
        .filter(e -> !request.shares().passedOver().contains(tenantOf(e.getValue().endpoint)))
        .filter(e -> first(e.getValue()))
        .sorted(Comparator.comparingLong(e -> e.getValue().dueAt));
  }

  @Override
  public ClaimBatch claim(ClaimRequest request) {
    mayFail();
    List<ClaimedDelivery> claimed = new ArrayList<>();
    Set<EndpointId> paced = new LinkedHashSet<>();
    Map<EndpointId, Integer> busy = new HashMap<>(request.shares().inFlight());
    due(request)
        .forEach(e -> {
          Place place = e.getValue();
          int taken = busy.getOrDefault(place.endpoint, 0);
          if (batching.containsKey(place.endpoint)
              || !(breaker(place.endpoint) instanceof Breaker.Closed)) {
            paced.add(place.endpoint);
          } else if (taken < request.shares().perEndpoint() && claimed.size() < request.limit()) {
            busy.put(place.endpoint, taken + 1);
            claimed.add(lease(e.getKey(), place, request, false));
          }
        });
    mayFail();
    return new ClaimBatch(claimed, Optional.empty(), List.copyOf(paced));
  }

  @Override
  public PacedClaim claimPaced(ClaimRequest request, EndpointId endpoint) {
    mayFail();
    Turn turn = Turn.of(breaker(endpoint), moment()).atMost(request.limit());
    Batching rule = batching.get(endpoint);
    List<Map.Entry<DeliveryId, Place>> due =
        due(request).filter(e -> e.getValue().endpoint.equals(endpoint)).toList();
    Duration ripeIn =
        rule == null ? Duration.ZERO : gathering(due, rule).ripeIn(rule, request.lane(), moment());
    if (ripeIn.isPositive()) {
      mayFail();
      return new PacedClaim(List.of(), Optional.of(ripeIn));
    }
    List<ClaimedDelivery> claimed =
        (rule == null ? due.stream().limit(turn.requests()) : together(due, rule, turn, request))
            .map(e -> lease(e.getKey(), e.getValue(), request, rule != null))
            .toList();
    if (turn.probe() && !claimed.isEmpty()) {
      probe(endpoint, claimed.getFirst());
    }
    mayFail();
    return PacedClaim.of(claimed);
  }

  private static Gathering gathering(List<Map.Entry<DeliveryId, Place>> due, Batching rule) {
    return new Gathering(
        Math.min(due.size(), rule.maxEvents()),
        due.isEmpty() ? null : Instant.EPOCH.plusNanos(due.getFirst().getValue().dueAt));
  }

  /** One request at a time; retries go as they went before, which is when they are due. */
  private Stream<Map.Entry<DeliveryId, Place>> together(
      List<Map.Entry<DeliveryId, Place>> due, Batching rule, Turn turn, ClaimRequest request) {
    if (due.isEmpty() || turn.requests() == 0 || busy(due.getFirst().getValue().endpoint)) {
      return Stream.empty();
    }
    long oldest = due.getFirst().getValue().dueAt;
    int most =
        request.lane() == Lane.RETRIES
            ? rule.maxEvents()
            : Math.min(rule.maxEvents(), request.limit());
    if (most < Math.min(rule.maxEvents(), due.size())) {
      due.forEach(e -> entry(e.getKey()).cutShort = true);
    }
    return due.stream()
        .filter(e -> request.lane() != Lane.RETRIES || e.getValue().dueAt == oldest)
        .limit(most);
  }

  private boolean busy(EndpointId endpoint) {
    return queue.values().stream()
        .anyMatch(place ->
            place.endpoint.equals(endpoint)
                && place.lease != null
                && place.dueAt > now.getAsLong());
  }

  private void probe(EndpointId endpoint, ClaimedDelivery delivery) {
    Probe before = probes.get(endpoint);
    if (before != null) {
      Place waiting = queue.get(before.delivery());
      boolean out = waiting != null && before.lease().equals(waiting.lease);
      assertThat(out && before.until() > now.getAsLong())
          .as("a second probe while the first is on its way: " + endpoint)
          .isFalse();
    }
    probesMade++;
    Instant until = moment().plusSeconds(90);
    probes.put(
        endpoint, new Probe(delivery.id(), delivery.lease(), now.getAsLong() + 90_000_000_000L));
    if (health(endpoint) instanceof EndpointHealth.Active(var failures, Breaker breaker)) {
      healths.put(
          endpoint, new EndpointHealth.Active(failures, breaker.probing(delivery.lease(), until)));
    }
  }

  private Breaker breaker(EndpointId endpoint) {
    return health(endpoint) instanceof EndpointHealth.Active(var failures, Breaker breaker)
        ? breaker
        : Breaker.CLOSED;
  }

  private ClaimedDelivery lease(DeliveryId id, Place place, ClaimRequest request, boolean batched) {
    if (place.lease != null) {
      place.interruptions++;
      entry(id).lostLeases++;
    }
    place.lease = request.terms().token();
    place.dueAt = now.getAsLong() + request.terms().length().toNanos();
    return new ClaimedDelivery(
        id,
        tenantOf(place.endpoint),
        place.endpoint,
        place.event,
        request.lane(),
        new ClaimedDelivery.Attempts(place.attempts, 0),
        place.interruptions,
        place.key,
        request.terms().token(),
        batched);
  }

  @Override
  public void renew(Collection<ClaimedDelivery> deliveries, Duration length) {
    mayFail();
    deliveries.stream()
        .filter(this::leased)
        .forEach(d -> place(d.id()).dueAt = now.getAsLong() + length.toNanos());
  }

  @Override
  public void release(Collection<ClaimedDelivery> deliveries) {
    mayFail();
    deliveries.stream()
        .filter(this::leased)
        .forEach(d -> {
          place(d.id()).lease = null;
          place(d.id()).dueAt = now.getAsLong();
        });
    deliveries.stream()
        .filter(d -> queue.values().stream().noneMatch(place -> d.lease().equals(place.lease)))
        .forEach(this::unsent);
  }

  /** What had its lease is over or back: no probe is on its way with it any more. */
  private void unsent(ClaimedDelivery delivery) {
    healths.computeIfPresent(
        delivery.endpoint(), (id, health) -> health.unsent(delivery.lease(), moment()));
  }

  @Override
  public Set<ClaimedDelivery> settle(Collection<QueueMove> moves) {
    Set<ClaimedDelivery> settled = new HashSet<>();
    for (QueueMove move : moves) {
      if (leased(move.delivery())) {
        settled.add(move.delivery());
        move(move);
      }
    }
    return settled;
  }

  private void move(QueueMove move) {
    switch (move) {
      case QueueMove.Leave(ClaimedDelivery delivery) -> queue.remove(delivery.id());
      case QueueMove.Again(ClaimedDelivery delivery, Duration delay) -> {
        Place place = place(delivery.id());
        place.lease = null;
        place.attempts++;
        place.retry = true;
        place.dueAt = now.getAsLong() + delay.toNanos();
      }
    }
  }

  @Override
  public Settled settle(List<Settlement> batch) {
    mayFail();
    Set<ClaimedDelivery> held = settle(batch.stream().map(ModelStore::move).toList());
    List<Settlement> kept = new ArrayList<>();
    List<Settlement> lost = new ArrayList<>();
    for (Settlement settlement : batch) {
      if (held.contains(settlement.delivery())) {
        kept.add(settlement);
        record(settlement);
      } else {
        lost.add(settlement);
      }
    }
    batch.forEach(settlement -> unsent(settlement.delivery()));
    mayFail();
    return new Settled(kept, lost, Set.of());
  }

  private static QueueMove move(Settlement settlement) {
    return switch (settlement.decision()) {
      case DeliveryDecision.Retry(Duration delay) ->
          new QueueMove.Again(settlement.delivery(), delay);
      case DeliveryDecision.Delivered delivered -> new QueueMove.Leave(settlement.delivery());
      case DeliveryDecision.Dead dead -> new QueueMove.Leave(settlement.delivery());
    };
  }

  private void record(Settlement settlement) {
    Entry entry = entry(settlement.delivery().id());
    EndpointId endpoint = settlement.delivery().endpoint();
    settlement
        .attempt()
        .ifPresent(made -> {
          entry.recorded++;
          made.outcome()
              .status()
              .map(OutcomeClass::ofStatus)
              .ifPresent(kind -> {
                entry.refused += kind == OutcomeClass.REFUSED ? 1 : 0;
              });
          boolean delivered = settlement.decision() instanceof DeliveryDecision.Delivered;
          EndpointHealth health = health(endpoint);
          // Of one request the first delivery tells the endpoint's health.
          healths.put(
              endpoint,
              delivered
                  ? health.onSuccess(moment())
                  : settlement
                      .rule()
                      .map(rule -> health.onFailure(failure(settlement, made), rule))
                      .orElse(health));
          if (breaker(endpoint) instanceof Breaker.Closed) {
            // The next opening has a probe of its own.
            probes.remove(endpoint);
          }
        });
    if (!(settlement.decision() instanceof DeliveryDecision.Retry)) {
      entry.over = settlement.decision();
    }
  }

  private Failure failure(Settlement settlement, MadeAttempt made) {
    boolean refusal =
        made.outcome().status().map(OutcomeClass::ofStatus).orElse(OutcomeClass.TRANSIENT)
            == OutcomeClass.REFUSED;
    return new Failure(
        settlement.delivery().lease(), moment(), refusal, made.outcome().retryAfter());
  }

  @Override
  public Loaded load(Collection<ClaimedDelivery> claimed, long mostBytes) {
    mayFail();
    Map<DeliveryId, Message> messages = new HashMap<>();
    Message.Origin origin = new Message.Origin(QueueFixture.TENANT, Instant.EPOCH, null, null);
    claimed.forEach(d ->
        messages.put(
            d.id(), new Message(d.event().toString(), "a.b", new byte[] {'{', '}'}, origin)));
    return new Loaded(messages, Set.of());
  }

  @Override
  public int refusals(ClaimedDelivery delivery) {
    mayFail();
    return entry(delivery.id()).refused;
  }

  private boolean leased(ClaimedDelivery delivery) {
    Place place = queue.get(delivery.id());
    return place != null && delivery.lease().equals(place.lease);
  }

  private Place place(DeliveryId delivery) {
    return java.util.Objects.requireNonNull(queue.get(delivery));
  }

  private EndpointHealth health(EndpointId endpoint) {
    return healths.getOrDefault(endpoint, EndpointHealth.HEALTHY);
  }
}
