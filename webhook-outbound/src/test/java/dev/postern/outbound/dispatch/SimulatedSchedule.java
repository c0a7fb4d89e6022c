package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.config.Settings;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.IdSource;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.store.StoreException;
import dev.postern.core.trace.Tracer;
import dev.postern.outbound.auth.AccessTokens;
import dev.postern.outbound.auth.Authorizer;
import dev.postern.outbound.auth.TokenServer;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.BodyExcerpt;
import dev.postern.outbound.send.OutboundRequest;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Reply;
import dev.postern.outbound.send.Timings;
import dev.postern.outbound.subscription.TransformationCompiler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * One run of two nodes over one store, every choice drawn from the seed: who acts next, how far the
 * clock jumps, what the receiver answers, when the store fails (before or after its work) and when
 * a node dies. Afterwards the faults end, and everything must come to its end.
 */
final class SimulatedSchedule {
  /** Making one takes longer than most schedules. */
  private static final TransformationCompiler TRANSFORMATIONS = new TransformationCompiler();

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final SuspensionRule RULE = new SuspensionRule(3, Duration.ofSeconds(90));

  /** It takes batches; the others take events one by one. */
  private static final EndpointId BATCHING = new EndpointId(new UUID(1, 3));

  private static final Batching BATCHES = new Batching(3, Duration.ofSeconds(20));
  private static final Pattern EVENT = Pattern.compile("\"id\":\"(evt_[a-z0-9]+)\"");
  private static final int[] STATUSES = {200, 200, 200, 500, 503, 404, 429};
  private static final List<Outcome> BROKEN =
      List.of(
          Outcome.TIMEOUT,
          Outcome.DNS_ERROR,
          Outcome.CONNECT_ERROR,
          Outcome.TLS_ERROR,
          Outcome.RESET);

  private final Random random;
  private final ModelStore store;
  private final OutboundConfig config;
  private final Map<String, DeliveryId> byEvent = new HashMap<>();
  private final Map<String, List<DeliveryId>> lines = new HashMap<>();
  private final Map<DeliveryId, Integer> sent = new HashMap<>();
  private final Map<DeliveryId, Integer> budgets = new HashMap<>();
  private final Map<DeliveryId, Long> published = new HashMap<>();

  /** Of cancelled deliveries: requests that had been claimed before, and may still go out. */
  private final Map<DeliveryId, Integer> lastRequests = new HashMap<>();

  private final Map<String, List<String>> parcels = new HashMap<>();
  private final Map<DeliveryId, List<DeliveryId>> together = new HashMap<>();

  /** Endpoints that answer 503 to everything at present. */
  private final Set<EndpointId> down = new HashSet<>();

  private final List<Node> nodes = new ArrayList<>();
  private long now = 1;
  private boolean faults = true;
  private long ids;

  /** Deliveries that went through a breaker, half-open: so that a run which tests none is seen. */
  int probes;

  /** Deliveries that were claimed although all slots were full. */
  int reserved;

  /** Requests of several events. */
  int batches;

  SimulatedSchedule(long seed) {
    random = new Random(seed);
    store = new ModelStore(() -> now, () -> faults && random.nextInt(12) == 0);
    store.batching.put(BATCHING, BATCHES);
    Map<String, String> settings =
        Map.of(
            "postern.retry.schedule", "5s,1m",
            "postern.delivery.max.in.flight", "4",
            "postern.delivery.max.in.flight.per.endpoint", "3",
            "postern.delivery.max.interruptions", "10000");
    config = OutboundConfig.from(new Settings(key -> Optional.ofNullable(settings.get(key))));
    nodes.add(new Node());
    nodes.add(new Node());
  }

  /** A node's engine without its threads. */
  private final class Node {
    final IdSource tokens = SimulatedSchedule.this::nextId;
    final Pace pace = new Pace(() -> Instant.EPOCH.plusNanos(now), () -> now, random, tokens);
    final Courier courier =
        new Courier(
            new Targets(ids -> ids.stream().map(SimulatedSchedule.this::endpoint).toList()),
            new Clerk(store, new Composer(TRANSFORMATIONS), config),
            new Post(
                SimulatedSchedule.this::answer,
                new Authorizer(
                    new AccessTokens(
                        new TokenServer(SimulatedSchedule.this::answer, pace.time()),
                        pace.time(),
                        Executors.newVirtualThreadPerTaskExecutor())),
                pace.time(),
                owner -> new SecretRing(List.of(EngineRig.SECRET)),
                (secret, at) -> {}),
            pace,
            Tracer.none());
    final Outbox outbox = new Outbox(store, store);
    final Outbox.Desk desk = outbox.desk();
    final DeliveryWorker worker =
        new DeliveryWorker(new Claimer(store, config, tokens), store, store, config, pace);
    final List<List<Dispatch>> started = new ArrayList<>();

    void claim() {
      for (Lane lane : Lane.values()) {
        started.addAll(Dispatch.together(worker.claim(lane)));
        List<Dispatch> fromReserve = worker.claimReserved(lane);
        reserved += fromReserve.size();
        started.addAll(Dispatch.together(fromReserve));
      }
    }

    void deliver() {
      if (!started.isEmpty()) {
        List<Result> results = courier.deliver(started.remove(random.nextInt(started.size())));
        worker.sent(results.stream().map(Result::delivery).toList());
        outbox.put(results);
      }
    }

    void flush() {
      worker.done(desk.flush().free());
    }
  }

  void run() {
    for (int i = 0; i < 8; i++) {
      publish();
    }
    for (int step = 0; step < 150; step++) {
      step();
    }
    faults = false;
    down.clear();
    for (int round = 0; round < 400 && !store.queue.isEmpty(); round++) {
      resumeStopped();
      for (Node node : nodes) {
        node.claim();
        while (!node.started.isEmpty()) {
          node.deliver();
        }
        node.flush();
      }
      now += Duration.ofSeconds(30).toNanos();
    }
    check();
    probes = store.probesMade;
  }

  private void step() {
    int index = random.nextInt(nodes.size());
    Node node = nodes.get(index);
    try {
      switch (random.nextInt(13)) {
        case 12 -> {
          EndpointId endpoint = anEndpoint();
          if (!down.remove(endpoint)) {
            down.add(endpoint);
          }
        }
        case 0 -> {
          if (random.nextInt(5) == 0) {
            cancelOne();
          } else {
            publish();
          }
        }
        case 1, 2, 3 -> node.claim();
        case 4, 5, 6 -> node.deliver();
        case 7, 8 -> node.flush();
        case 9 -> node.worker.renewLeases();
        case 10 -> now += random.nextLong(LEASE.toNanos() * (random.nextInt(4) == 0 ? 2 : 1) / 4);
        default -> {
          if (random.nextInt(4) == 0) {
            nodes.set(index, new Node());
          } else if (random.nextInt(3) == 0) {
            now += LEASE.toNanos() + 1;
          } else {
            resumeStopped();
          }
        }
      }
    } catch (StoreException away) {
      assertThat(faults).as("the store fails only while it may").isTrue();
    }
  }

  /** A person enables what the machine stopped. */
  private void resumeStopped() {
    Instant at = Instant.EPOCH.plusNanos(now);
    store.healths.replaceAll(
        (endpoint, health) -> health.takesDeliveries() ? health : EndpointHealth.resumed(at, RULE));
  }

  private void publish() {
    EndpointId endpoint = anEndpoint();
    DeliveryId delivery = new DeliveryId(nextId());
    EventId event = new EventId(nextId());
    byEvent.put(event.toString(), delivery);
    budgets.put(delivery, budget(endpoint));
    published.put(delivery, now);
    String key = random.nextInt(3) == 0 ? null : "key-" + random.nextInt(2);
    if (key != null) {
      lines.computeIfAbsent(endpoint + key, fresh -> new ArrayList<>()).add(delivery);
    }
    store.publish(delivery, endpoint, event, key);
  }

  /** Batches want more than one event. */
  private EndpointId anEndpoint() {
    int which = random.nextInt(6);
    return which > 2 ? BATCHING : new EndpointId(new UUID(1, which));
  }

  private void cancelOne() {
    List<DeliveryId> waiting = List.copyOf(store.queue.keySet());
    if (!waiting.isEmpty()) {
      DeliveryId delivery = waiting.get(random.nextInt(waiting.size()));
      store.cancel(delivery);
      long claimed =
          nodes.stream()
              .flatMap(node -> node.started.stream().flatMap(List::stream))
              .filter(dispatch -> dispatch.delivery().id().equals(delivery))
              .count();
      lastRequests.put(delivery, (int) claimed);
    }
  }

  /** Whoever came before it with the same key is over. */
  private void checkOrder(DeliveryId delivery) {
    lines.values().stream()
        .filter(line -> line.contains(delivery))
        .flatMap(line -> line.subList(0, line.indexOf(delivery)).stream())
        .forEach(earlier ->
            assertThat(store.entry(earlier).ended())
                .as("sent before the earlier one of its key was over: " + delivery)
                .isTrue());
  }

  private Endpoint endpoint(EndpointId id) {
    EndpointSettings at = EndpointSettings.at("https://receiver.example/" + id);
    DeliveryRules rules =
        new DeliveryRules(
            Duration.ofSeconds(5),
            null,
            budget(id),
            null,
            null,
            Ordering.NONE,
            store.batching.get(id));
    return new Endpoint(
        id,
        store.tenantOf(id),
        new EndpointSettings(at.url(), "", at.signatureFormats(), Map.of(), rules, RULE),
        EndpointState.fresh(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private AttemptOutcome answer(OutboundRequest request) {
    List<DeliveryId> inside = inside(request);
    for (DeliveryId delivery : inside) {
      assertThat(store.entry(delivery).over).as("sent after it was settled: " + delivery).isNull();
      checkOrder(delivery);
      if (store.entry(delivery).cancelled) {
        assertThat(lastRequests.merge(delivery, -1, Integer::sum))
            .as("claimed and sent after it was cancelled: " + delivery)
            .isNotNegative();
      }
    }
    EndpointId endpoint =
        EndpointId.parse(URI.create(request.url()).getPath().substring(1)).orElseThrow();
    if (endpoint.equals(BATCHING)) {
      checkBatch(inside);
    }
    inside.forEach(delivery -> sent.merge(delivery, 1, Integer::sum));
    now += random.nextLong(Duration.ofSeconds(5).toNanos());
    Timings timings =
        new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    boolean outage = down.contains(endpoint);
    int chosen = outage ? 4 : random.nextInt(STATUSES.length + 1);
    if (chosen == STATUSES.length) {
      Outcome broken = BROKEN.get(random.nextInt(BROKEN.size()));
      return new AttemptOutcome(broken, "No answer.", Optional.empty(), timings, Optional.empty());
    }
    int status = STATUSES[chosen];
    return new AttemptOutcome(
        status == 200 ? Outcome.DELIVERED : Outcome.HTTP_ERROR,
        "It answered.",
        Optional.of(new Reply(status, HeaderFields.of(), new BodyExcerpt("", false))),
        timings,
        status == 429 || status == 503
            ? Optional.of(Duration.ofSeconds(random.nextInt(120)))
            : Optional.empty());
  }

  /** What one request carries, by its id or by the ids in it. */
  private List<DeliveryId> inside(OutboundRequest request) {
    String id = request.headers().first("webhook-id").orElseThrow();
    if (!id.startsWith("batch_")) {
      return List.of(Objects.requireNonNull(byEvent.get(id)));
    }
    List<String> events =
        EVENT
            .matcher(new String(request.body(), StandardCharsets.UTF_8))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(parcels.computeIfAbsent(id, fresh -> events))
        .as("one id, one set of events: " + id)
        .isEqualTo(events);
    return events.stream().map(event -> Objects.requireNonNull(byEvent.get(event))).toList();
  }

  /** No larger than it may be; and smaller only when its oldest event has waited long enough. */
  private void checkBatch(List<DeliveryId> inside) {
    assertThat(inside).as("a batch").doesNotHaveDuplicates().hasSizeBetween(1, BATCHES.maxEvents());
    batches += inside.size() > 1 ? 1 : 0;
    boolean first =
        inside.stream()
            .allMatch(each ->
                store.entry(each).recorded == 0
                    && store.entry(each).lostLeases == 0
                    && !store.entry(each).cutShort
                    && !store.entry(each).cancelled);
    if (first && inside.size() < BATCHES.maxEvents()) {
      long oldest = inside.stream().mapToLong(this::publishedAt).min().orElseThrow();
      assertThat(now - oldest)
          .as("a batch that is not full waits")
          .isGreaterThanOrEqualTo(BATCHES.maxWait().toNanos());
    }
    checkWhole(inside);
    inside.forEach(each -> together.put(each, inside));
  }

  /** What failed together comes together again, unless something came between. */
  private void checkWhole(List<DeliveryId> inside) {
    List<DeliveryId> before = together.get(inside.getFirst());
    boolean undisturbed =
        before != null
            && before.stream()
                .allMatch(each ->
                    store.entry(each).recorded == sent.getOrDefault(each, 0)
                        && store.entry(each).lostLeases == 0
                        && !store.entry(each).ended());
    if (undisturbed) {
      assertThat(inside).as("a batch that goes again").isEqualTo(before);
    }
  }

  private long publishedAt(DeliveryId delivery) {
    return Objects.requireNonNull(published.get(delivery));
  }

  private void check() {
    assertThat(store.queue).as("lost: still waiting when all faults are over").isEmpty();
    store.ledger.forEach((delivery, entry) -> {
      if (entry.cancelled) {
        return;
      }
      int requests = sent.getOrDefault(delivery, 0);
      assertThat(entry.over).as("lost: neither waiting nor over").isNotNull();
      assertThat(entry.recorded)
          .as("budget of the endpoint")
          .isBetween(1, budgets.getOrDefault(delivery, 0));
      assertThat(requests)
          .as("budget: as many requests as attempts, and one for every lease that was lost")
          .isBetween(entry.recorded, entry.recorded + entry.lostLeases);
      if (entry.over instanceof DeliveryDecision.Dead(var reason)) {
        assertThat(reason)
            .isIn(DeliveryDecision.Reason.ATTEMPTS_EXHAUSTED, DeliveryDecision.Reason.CLIENT_ERROR);
        if (reason == DeliveryDecision.Reason.ATTEMPTS_EXHAUSTED) {
          assertThat(entry.recorded)
              .as("given up with attempts left: a wait is none")
              .isEqualTo(budgets.getOrDefault(delivery, 0));
        }
      }
    });
  }

  private static int budget(EndpointId endpoint) {
    return 1 + (int) endpoint.uuid().getLeastSignificantBits();
  }

  private UUID nextId() {
    return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | ++ids);
  }
}
