package dev.postern.ingest;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.TenantId;
import dev.postern.core.pause.PauseBoard;
import dev.postern.core.pause.PauseStore;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CertificateSource;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestSecrets;
import dev.postern.ingest.commit.BatchWriter;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.feed.LocalReceivedFeed;
import dev.postern.ingest.handover.Handovers;
import dev.postern.ingest.rejection.RejectionLog;
import dev.postern.ingest.rejection.RejectionStore;
import dev.postern.ingest.source.SourceCatalog;
import dev.postern.ingest.source.SourceDirectory;
import dev.postern.ingest.source.SourceMint;
import dev.postern.ingest.source.SourceRows;
import dev.postern.ingest.source.store.SourcePurge;
import dev.postern.ingest.source.store.SourceRow;
import dev.postern.ingest.source.store.SourceStore;
import dev.postern.ingest.source.store.TokenIndex;
import dev.postern.ingest.store.ReceivedStoreProducer;
import dev.postern.ingest.store.SourceGate;
import java.net.InetAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** The inbound half over a real database, wired as the container would, with a clock to set. */
public final class World implements AutoCloseable {
  public static final TenantId TENANT = new TenantId(new UUID(0x7000, 1));
  public static final TenantId OTHER = new TenantId(new UUID(0x7000, 2));

  public final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  public final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  public final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  public final TestDatabase database;
  public final Settings settings;
  public final IngestConfig config;
  public final PlatformConfig node;
  public final IdSource ids;
  public final TestSecrets secrets;
  public final SourceDirectory directory;
  public final SourceCatalog sources;
  public final LocalReceivedFeed feed = new LocalReceivedFeed();
  public final Handovers handovers;
  public final RejectionLog rejections;
  public final Guards guards;
  public final PauseBoard pauses;

  /** Reaches nothing but what the test opens: see {@link EgressPolicy}. */
  public final GuardedHttp http;

  /** What a provider's certificate URL leads to; a test may put something there. */
  public final Map<URI, List<X509Certificate>> published = new ConcurrentHashMap<>();

  /** Where certificates come from: out of {@link #published}, unless a test fetches them. */
  public final AtomicReference<CertificateSource> certificates =
      new AtomicReference<>(url -> published.getOrDefault(url, List.of()));

  private World(TestDatabase database, Map<String, String> configured) {
    this.database = database;
    settings = new Settings(key -> Optional.ofNullable(configured.get(key)));
    config = IngestConfig.from(settings);
    node = PlatformConfig.from(settings);
    http = outwards();
    ids = TimeOrderedEpochFactory.builder().withIncrementPlus1().build()::create;
    secrets = TestSecrets.over(database, now::get, ids, scheduler);
    directory =
        new SourceDirectory(
            new TokenIndex(database.database()), url -> certificates.get().fetch(url), executor);
    SourceStore store = new SourceStore(database.entities(), new SourceGate(database.database()));
    sources =
        new SourceCatalog(
            new SourceRows(store, new SourcePurge(database.database()), directory),
            new SourceMint(secrets.vault(), now::get, ids, node),
            secrets.secrets(),
            secrets.trail(),
            database.transactions());
    handovers = Handovers.over(this, store);
    guards = new Guards(this);
    pauses = new PauseBoard(new PauseStore(database.database()));
    pauses.refresh();
    rejections = new RejectionLog(new RejectionStore(database.database()), feed, ids, now::get);
  }

  public static World h2(String... keyValue) {
    return new World(
        TestDatabase.h2(new String[] {"core", "ingest"}, SourceRow.class), map(keyValue));
  }

  public static World postgres(String... keyValue) {
    return new World(
        TestDatabase.postgres(new String[] {"core", "ingest"}, SourceRow.class), map(keyValue));
  }

  /** With a PostgreSQL that is reached by way of another port. */
  public static World behind(int port, String... keyValue) {
    return new World(
        TestDatabase.postgresBehind(port, new String[] {"core", "ingest"}, SourceRow.class),
        map(keyValue));
  }

  /** With no more connections than this. */
  public static World pooled(int connections, String... keyValue) {
    return new World(
        TestDatabase.postgres(connections, new String[] {"core", "ingest"}, SourceRow.class),
        map(keyValue));
  }

  /** As another node would: its own queue over the same database. */
  public GroupCommit groupCommit(int writers) {
    return new GroupCommit(
        new BatchWriter(ReceivedStoreProducer.of(database.database()), database.transactions()),
        executor,
        config.commit(),
        writers);
  }

  public Source source(String provider, String secret, UnaryOperator<SourceSettings> change) {
    return sources
        .create(
            TENANT,
            new SourceEdit("A source", provider, true, change.apply(SourceSettings.defaults())),
            new FirstSecret.Given(SecretText.of(secret)))
        .source();
  }

  public Source source(String provider, String secret) {
    return source(provider, secret, settings -> settings);
  }

  public long rows(String table) {
    return database
        .database()
        .queryOne("select count(*) as n from " + table, row -> row.number("n"))
        .orElseThrow();
  }

  private GuardedHttp outwards() {
    try {
      return new GuardedHttp(
          new EgressResolver(
              node::egress, (host, within) -> List.of(InetAddress.getLoopbackAddress())),
          SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> map(String... keyValue) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < keyValue.length; i += 2) {
      map.put(keyValue[i], keyValue[i + 1]);
    }
    return map;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    scheduler.shutdownNow();
    http.close();
    database.close();
  }
}
