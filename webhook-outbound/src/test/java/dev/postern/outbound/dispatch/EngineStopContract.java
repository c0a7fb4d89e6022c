package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.ClaimBatch;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node does with its leases when it is told to stop. */
abstract class EngineStopContract {
  private final Receiver receiver = new Receiver();
  private final CountDownLatch claimed = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;
  private volatile boolean held;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openEngine() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine =
        new EngineRig(
            database,
            this::holding,
            Map.of(
                "postern.delivery.poll", "50ms",
                "postern.delivery.drain", "3s",
                "postern.egress.allow", "127.0.0.0/8,127.0.0.0/8:" + receiver.port(),
                "postern.egress.require.https", "false"));
  }

  @AfterEach
  void close() {
    stopping.countDown();
    receiver.close();
    engine.close();
    database.close();
  }

  @Test
  void what_is_claimed_and_not_begun_is_given_back_within_the_drain() throws Exception {
    held = true;
    var endpoint = rows.endpoint(receiver.url(), null);
    List<DeliveryId> deliveries =
        IntStream.range(0, 6).mapToObj(i -> rows.delivery(endpoint)).toList();
    engine.start();
    assertThat(claimed.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(leased()).isEqualTo(deliveries.size());

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(engine::stop);
    await().until(engine::stopping);
    stopping.countDown();
    stopped.get(20, TimeUnit.SECONDS);

    assertThat(receiver.received()).isEmpty();
    assertThat(leased()).as("leases that are kept").isZero();
    assertThat(dueNow()).as("for another node").isEqualTo(deliveries.size());
  }

  @Test
  void what_is_being_sent_is_waited_for() {
    receiver.after(Duration.ofSeconds(1));
    DeliveryId delivery = rows.delivery(rows.endpoint(receiver.url(), null));
    engine.start();
    await().until(() -> !receiver.received().isEmpty());

    engine.stop();

    assertThat(rows.state(delivery).status()).isEqualTo("DELIVERED");
  }

  @Test
  void what_takes_longer_than_the_drain_keeps_its_lease() {
    receiver.after(Duration.ofSeconds(20));
    DeliveryId delivery = rows.delivery(rows.endpoint(receiver.url(), null));
    engine.start();
    await().until(() -> !receiver.received().isEmpty());

    engine.stop();

    assertThat(rows.state(delivery).status()).isEqualTo("PENDING");
    assertThat(leased()).as("its receiver has it").isOne();
  }

  @Test
  void what_the_node_cuts_off_keeps_its_lease_and_is_no_failure_of_the_endpoint() {
    AtomicReference<Thread> sending = sendingThread();
    DeliveryId delivery = rows.delivery(rows.endpoint(receiver.hangingUrl(), null));
    engine.start();
    await().until(() -> receiver.hanging() == 1);

    Objects.requireNonNull(sending.get()).interrupt();
    engine.stop();

    assertThat(leased()).as("its receiver has it").isOne();
    assertThat(rows.state(delivery).status()).isEqualTo("PENDING");
    assertThat(count("select count(*) as rows from attempt")).isZero();
    assertThat(count("select count(*) as rows from endpoint_health where consecutive_failures > 0"))
        .isZero();
  }

  @Test
  void of_a_batch_that_the_node_cuts_off_only_what_was_in_it_keeps_its_lease() throws Exception {
    AtomicReference<Thread> sending = sendingThread();
    EndpointId endpoint = rows.endpoint(receiver.hangingUrl(), null);
    database
        .database()
        .update(
            "update endpoint set batch_max_events = 2, batch_max_wait_ms = 60000 where id = ?",
            endpoint);
    rows.deliveries(endpoint, 2);
    byte[] large =
        ("\"" + "x".repeat(Parcel.MOST_BYTES / 2) + "\"").getBytes(StandardCharsets.US_ASCII);
    database.database().update("update event set payload = ?", (Object) large);
    engine.start();
    await().until(() -> receiver.hanging() == 1);

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(engine::stop);
    await().until(engine::stopping);
    Objects.requireNonNull(sending.get()).interrupt();
    stopped.get(20, TimeUnit.SECONDS);

    assertThat(leased()).as("its receiver has it").isOne();
    assertThat(dueNow()).as("did not fit into the batch").isOne();
  }

  /** Who asks for the secrets signs and sends. */
  private AtomicReference<Thread> sendingThread() {
    AtomicReference<Thread> sending = new AtomicReference<>();
    Post.Rings keys = engine.keys;
    engine.keys =
        owner -> {
          sending.set(Thread.currentThread());
          return keys.ring(owner);
        };
    return sending;
  }

  private int leased() {
    return count("select count(*) as rows from delivery_queue where lease_token is not null");
  }

  private int dueNow() {
    return count(
        """
        select count(*) as rows from delivery_queue
         where lease_token is null and due_at <= current_timestamp
        """);
  }

  private int count(String sql) {
    return database.database().queryOne(sql, row -> row.integer("rows")).orElseThrow();
  }

  /** The queue; what its first claim brought is on the way until the node stops. */
  private DeliveryQueue holding(DeliveryQueue queue) {
    return (DeliveryQueue)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DeliveryQueue.class},
            (self, method, arguments) -> {
              try {
                Object result = method.invoke(queue, arguments);
                if (held && result instanceof ClaimBatch batch && !batch.deliveries().isEmpty()) {
                  claimed.countDown();
                  stopping.await();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  static final class H2Test extends EngineStopContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends EngineStopContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
