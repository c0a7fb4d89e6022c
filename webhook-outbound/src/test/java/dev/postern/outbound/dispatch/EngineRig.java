package dev.postern.outbound.dispatch;

import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.Settings;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.ResolverBusyException;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.Stamp;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.store.Database;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.store.Transactions;
import dev.postern.core.trace.Tracer;
import dev.postern.core.vault.TestVault;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.auth.AccessTokens;
import dev.postern.outbound.auth.Authorizer;
import dev.postern.outbound.auth.TokenServer;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.DeliveryPlaces;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.DeliveryQueueProducer;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.endpoint.store.AccessVault;
import dev.postern.outbound.endpoint.store.EndpointStore;
import dev.postern.outbound.endpoint.store.StateStore;
import dev.postern.outbound.health.HealthStore;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.Tls;
import dev.postern.outbound.settle.LedgerWriter;
import dev.postern.outbound.settle.Settler;
import dev.postern.outbound.stats.Tally;
import dev.postern.outbound.subscription.TransformationCompiler;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** The engine as a node wires it, over a test's database, sending to the loopback interface. */
final class EngineRig implements AutoCloseable {
  private static final TransformationCompiler TRANSFORMATIONS = new TransformationCompiler();
  static final SecretVersion SECRET =
      new SecretVersion(
          "sec_00000000000000000000000001",
          SecretText.of("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
          Instant.parse("2026-11-22T10:00:00Z"),
          null);

  final Map<UUID, SecretRing> rings = new ConcurrentHashMap<>();

  /** Whom the engine asks for secrets. */
  volatile Post.Rings keys = owner -> rings.getOrDefault(owner, new SecretRing(List.of(SECRET)));

  final AtomicInteger evidence = new AtomicInteger();
  final QueuedDeliveryControl control;
  final AuditTrail trail;
  final SignedTestSend testSend;
  final WakeSignal wake = new WakeSignal();
  final ClusterBell bell;
  final CountingWatch watch = new CountingWatch();
  final Outbox outbox;

  /** How long the lookup of a name takes. */
  volatile Duration lookup = Duration.ZERO;

  /** How many lookups meet an error of the machine, not of the name. */
  final AtomicInteger errors = new AtomicInteger();

  /** How many lookups the node does not get round to. */
  final AtomicInteger busy = new AtomicInteger();

  private final DeliveryEngine engine;
  private final HttpSender sender;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

  EngineRig(TestDatabase store, UnaryOperator<DeliveryQueue> around, Map<String, String> settings) {
    this(store, around, settings, Duration.ofSeconds(30));
  }

  /**
   * @param patience for a database that is silent
   */
  EngineRig(
      TestDatabase store,
      UnaryOperator<DeliveryQueue> around,
      Map<String, String> settings,
      Duration patience) {
    Database database = store.database();
    Transactions transactions = store.transactions();
    OutboundConfig config =
        OutboundConfig.from(new Settings(key -> Optional.ofNullable(settings.get(key))));
    IdSource ids = UUID::randomUUID;
    Pace pace = new Pace(InstantSource.system(), ids);
    DeliveryQueue queue = around.apply(new DeliveryQueueProducer().queue(database, transactions));
    HealthStore healths = new HealthStore(database);
    KeyLines lines = new KeyLines(database);
    BacklogStore backlog = new BacklogStore(database, lines);
    BacklogKeeper keeper = new BacklogKeeper(backlog, healths, transactions);
    MessageStore messages = new MessageStore(database);
    EndpointStore endpoints =
        new EndpointStore(
            store.entities(), new StateStore(database), new AccessVault(TestVault.over(database)));
    EgressPolicy egress =
        EgressPolicy.parse(
            settings.getOrDefault("postern.egress.allow", "127.0.0.0/8"),
            Boolean.parseBoolean(settings.getOrDefault("postern.egress.require.https", "true")));
    Targets targets = new Targets(wanted -> transactions.required(() -> endpoints.of(wanted)));
    sender =
        new HttpSender(
            new EgressResolver(
                () -> egress,
                (host, within) -> {
                  if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new ClassFormatError("Could not read a class.");
                  }
                  if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new ResolverBusyException();
                  }
                  LockSupport.parkNanos(lookup.toNanos());
                  return List.of(InetAddress.getLoopbackAddress());
                }),
            Tls.ofRuntime(),
            InstantSource.system());
    Composer composer = new Composer(TRANSFORMATIONS);
    Post post =
        new Post(
            sender,
            new Authorizer(
                new AccessTokens(
                    new TokenServer(sender, InstantSource.system()),
                    InstantSource.system(),
                    threads)),
            InstantSource.system(),
            new Post.Rings() {
              @Override
              public SecretRing ring(UUID owner) {
                return keys.ring(owner);
              }

              @Override
              public void ready(Set<UUID> owners) {
                keys.ready(owners);
              }
            },
            (secret, at) -> evidence.incrementAndGet());
    Courier courier =
        new Courier(targets, new Clerk(messages, composer, config), post, pace, Tracer.none());
    outbox =
        new Outbox(
            queue, new Settler(queue, new LedgerWriter(database), healths, lines, transactions));
    DeliveryWorker worker =
        new DeliveryWorker(new Claimer(queue, config, ids), messages, queue, config, pace);
    Announcer announcer =
        new Announcer(new DeliveryFeed(), watch, new Tally(), InstantSource.system());
    bell = new ClusterBell(wake, database, threads);
    trail =
        new AuditTrail(
            new AuditStore(database), transactions, new Stamp(ids, InstantSource.system()));
    control =
        new QueuedDeliveryControl(
            new StatusGate(database),
            healths,
            backlog,
            new DeliveryPlaces(database, backlog, lines),
            new Follow(transactions, keeper, bell),
            trail);
    testSend = new SignedTestSend(targets, composer, post, pace);
    engine =
        new DeliveryEngine(
            worker,
            new ClaimLoop(worker, keeper, wake, announcer, config),
            new SettleLoop(outbox, worker, keeper, wake, announcer),
            new Dispatcher(
                threads,
                courier,
                outbox,
                worker,
                wake,
                pace,
                new Slots(config.maxInFlight()),
                patience),
            timer);
  }

  EngineRig start() {
    engine.start();
    return this;
  }

  /** As in a container: the timer ends before the beans do. */
  void stop() {
    timer.shutdownNow();
    engine.stop();
  }

  boolean stopping() {
    return engine.stopping();
  }

  @Override
  public void close() {
    stop();
    threads.shutdownNow();
    sender.close();
  }
}
