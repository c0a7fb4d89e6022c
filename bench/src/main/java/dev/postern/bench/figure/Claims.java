package dev.postern.bench.figure;

import com.zaxxer.hikari.HikariDataSource;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Postgres;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.claim.ClaimBatch;
import dev.postern.outbound.claim.ClaimRequest;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.DeliveryQueueProducer;
import dev.postern.outbound.claim.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The median of 200 claims of 64 deliveries each, with that many waiting for 1,000 endpoints. */
final class Claims implements Figure {
  private static final int ENDPOINTS = 1_000;
  private static final int CLAIMS = 200;
  private static final int AT_ONCE = 64;
  private static final String FILL =
      """
      insert into endpoint (id, tenant_id, url, description, signature_formats, headers,
          timeout_seconds, ordering, suspend_after_failures, suspend_min_seconds, created_at,
          updated_at)
        select lpad(to_hex(n), 32, '0')::uuid, '00000000-0000-0000-0000-000000000001',
               'https://receiver.example/hook', '', 'standard', '{}', 30, 'none', 10, 300, now(), now()
          from generate_series(1, %1$d) n;
      insert into endpoint_health (endpoint_id, tenant_id, status, consecutive_failures)
        select id, tenant_id, 'ACTIVE', 0 from endpoint;
      insert into delivery_queue (id, tenant_id, endpoint_id, event_id, due_at, attempt_count, held)
        select gen_random_uuid(), '00000000-0000-0000-0000-000000000001',
               lpad(to_hex(n %% %1$d + 1), 32, '0')::uuid, gen_random_uuid(),
               now() - n * interval '1 millisecond', 0, false
          from generate_series(1, %2$d) n;
      """;
  private final int waiting;
  private HikariDataSource pool;
  private DeliveryQueue queue;
  private Optional<EndpointId> after = Optional.empty();

  Claims(int waiting) {
    this.waiting = waiting;
  }

  @Override
  public String name() {
    return String.format(java.util.Locale.ROOT, "one claim with %,d waiting", waiting);
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public void open(Bench bench) throws Exception {
    open(bench.postgres().fresh());
  }

  void open(String url) throws Exception {
    pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(2);
    TestDatabase database = TestDatabase.over(pool, "core", "outbound");
    Postgres.execute(url, FILL.formatted(ENDPOINTS, waiting));
    Postgres.execute(url, "vacuum analyze delivery_queue");
    Postgres.execute(url, "analyze");
    queue = new DeliveryQueueProducer().queue(database.database(), database.transactions());
    double unused = median();
  }

  @Override
  public double measure(Bench bench) {
    return median();
  }

  /**
   * Of whole claims: the one that reaches the last endpoint takes what is left of the turn, as a
   * node's does, and the next begins at the first.
   */
  double median() {
    double[] all = new double[CLAIMS];
    for (int i = 0; i < CLAIMS; ) {
      long start = System.nanoTime();
      ClaimBatch batch =
          queue.claim(
              new ClaimRequest(
                  Lane.FIRST_ATTEMPTS,
                  AT_ONCE,
                  after,
                  new ClaimRequest.Shares(10, Map.of(), Set.of()),
                  new ClaimRequest.Terms(UUID.randomUUID(), Duration.ofMinutes(10))));
      long took = System.nanoTime() - start;
      int claimed = batch.deliveries().size();
      boolean endOfTurn = after.isPresent() && batch.resumeAfter().isEmpty();
      after = batch.resumeAfter();
      if (claimed == AT_ONCE) {
        all[i++] = took / 1e6;
      } else if (!endOfTurn) {
        throw new IllegalStateException("Claimed " + claimed);
      }
    }
    Arrays.sort(all);
    return all[CLAIMS / 2];
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
