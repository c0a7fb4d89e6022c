package dev.postern.bench.figure;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import com.zaxxer.hikari.HikariDataSource;
import dev.postern.bench.load.Crowd;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Postgres;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.store.TestDatabase;
import dev.postern.ingest.commit.BatchWriter;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.store.HeaderColumn;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.ReceivedStoreProducer;
import dev.postern.ingest.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The layer that lets requests share commits, without HTTP in front: 64 callers, 1 KiB each. */
final class GroupCommitAlone implements Figure {
  private static final int CALLERS = 64;
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final SourceId SOURCE = new SourceId(new UUID(1, 2));
  private static final String SOURCE_ROW =
      """
      insert into source (id, tenant_id, name, provider, token_hash, token_sealed, enabled, settings,
          created_at, updated_at)
        values ('%s', '%s', 'bench', 'github', decode('00', 'hex'), decode('00', 'hex'), true, '{}',
          now(), now())
      """;
  private final AtomicLong number = new AtomicLong();
  private HikariDataSource pool;
  private ExecutorService executor;
  private GroupCommit commit;
  private Stamp stamp;

  @Override
  public String name() {
    return "group commit alone";
  }

  @Override
  public String unit() {
    return "rows/s";
  }

  @Override
  public void open(Bench bench) throws Exception {
    pool = new HikariDataSource();
    String url = bench.postgres().fresh();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(4);
    TestDatabase database = TestDatabase.over(pool, "core", "ingest");
    Postgres.execute(url, SOURCE_ROW.formatted(SOURCE.uuid(), TENANT.uuid()));
    executor = Executors.newVirtualThreadPerTaskExecutor();
    stamp = new Stamp(new TimeOrderedEpochFactory()::create, InstantSource.system());
    commit =
        new GroupCommit(
            new BatchWriter(ReceivedStoreProducer.of(database.database()), database.transactions()),
            executor,
            new IngestConfig.CommitRules(4_096, 64L << 20, 256, 2, Duration.ofSeconds(10)),
            2);
    Crowd.rate(CALLERS, Duration.ofSeconds(5), caller -> this::take);
  }

  @Override
  public double measure(Bench bench) throws Exception {
    return Crowd.rate(CALLERS, bench.round(), caller -> this::take);
  }

  private boolean take() {
    long id = number.incrementAndGet();
    byte[] body =
        ("{\"number\":" + id + ",\"text\":\"" + "x".repeat(980) + "\"}")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] digest = Sha256.of(body);
    NewReceived row =
        new NewReceived(
            new ReceivedId(stamp.id()),
            TENANT,
            SOURCE,
            new EventIdentity("bench-" + id, false, "push"),
            stamp.now(),
            null,
            HeaderColumn.write(HeaderFields.of("Content-Type", "application/json")),
            new NewReceived.Body(body, digest, digest),
            false);
    return commit
        .commit(List.of(row))
        .filter(receipts -> receipts.getFirst() instanceof Receipt.Stored)
        .isPresent();
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.close();
    }
    if (pool != null) {
      pool.close();
    }
  }
}
