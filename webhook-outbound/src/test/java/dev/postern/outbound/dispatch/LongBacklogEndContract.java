package dev.postern.outbound.dispatch;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.Resent;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long backlog ends in portions, and nothing of it is sent meanwhile; on every database. */
abstract class LongBacklogEndContract {
  private static final int PORTION = BacklogKeeper.HELD_A_STEP;
  private static final int REST = 50;

  private final Receiver receiver = new Receiver();
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;
  private EndpointId endpoint;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openStore() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine =
        new EngineRig(
            database,
            UnaryOperator.identity(),
            Map.of(
                "postern.delivery.poll", "50ms",
                "postern.egress.allow", "127.0.0.0/8,127.0.0.0/8:" + receiver.port(),
                "postern.egress.require.https", "false"));
    endpoint = rows.endpoint(receiver.url(), null);
  }

  @AfterEach
  void close() {
    receiver.close();
    engine.close();
    database.close();
  }

  @Test
  void what_is_skipped_is_over_before_the_endpoint_is_back_and_what_comes_then_is_sent() {
    rows.status(endpoint, "SUSPENDED");
    List<DeliveryId> held = backlog(true);
    engine.start();

    engine.control.skipBacklog(TENANT, endpoint);
    assertThat(rows.queued()).isZero();
    assertThat(status()).as("by itself it changes no status").isEqualTo("SUSPENDED");
    DeliveryId meanwhile = rows.delivery(endpoint, new SubscriptionId(rows.id()), true);
    engine.control.endpointEnabled(TENANT, endpoint, Backlog.SKIP);
    DeliveryId after = rows.delivery(endpoint);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rows.state(after).status()).isEqualTo("DELIVERED"));
    assertThat(rows.state(held.getFirst()).reason()).isEqualTo("skipped");
    assertThat(rows.state(held.getLast()).reason()).isEqualTo("skipped");
    assertThat(rows.state(meanwhile).reason()).isEqualTo("skipped");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void an_active_endpoint_skips_nothing() {
    DeliveryId waiting = rows.delivery(endpoint);

    engine.control.skipBacklog(TENANT, endpoint);

    assertThat(rows.state(waiting).status()).isEqualTo("PENDING");
    assertThat(rows.queued()).isEqualTo(1);
  }

  @Test
  void a_deleted_endpoint_ends_its_first_portion_with_it_and_the_rest_unsent() {
    List<DeliveryId> waiting = backlog(false);

    delete();
    assertThat(rows.queued()).isEqualTo(REST);
    DeliveryId left = left();
    assertThat(engine.control.retry(TENANT, left)).isEqualTo(Resent.ENDPOINT_DELETED);
    engine.start();

    await().atMost(Duration.ofSeconds(30)).until(() -> rows.queued() == 0);
    assertThat(waiting)
        .allSatisfy(each -> assertThat(rows.state(each).reason()).isEqualTo("endpoint_deleted"));
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void what_a_node_that_died_left_of_a_deleted_endpoint_is_found() {
    DeliveryId left = rows.delivery(endpoint);
    EndpointId other = rows.endpoint(receiver.url(), null);
    DeliveryId others = rows.delivery(other);
    forget();
    engine.start();

    await().atMost(Duration.ofSeconds(30)).until(() -> rows.queued() == 0);
    assertThat(rows.state(left).reason()).isEqualTo("endpoint_deleted");
    assertThat(rows.state(others).status()).isEqualTo("DELIVERED");
  }

  @Test
  void a_subscriptions_backlog_ends_before_it_is_deleted_and_nobody_elses() {
    rows.status(endpoint, "SUSPENDED");
    SubscriptionId own = new SubscriptionId(rows.id());
    List<DeliveryId> ending = backlog(own, true);
    DeliveryId staying = rows.delivery(endpoint, new SubscriptionId(rows.id()), true);

    engine.control.endBacklog(TENANT, own);

    assertThat(ending)
        .allSatisfy(
            each -> assertThat(rows.state(each).reason()).isEqualTo("subscription_deleted"));
    assertThat(rows.state(staying).status()).isEqualTo("PENDING");
    assertThat(rows.queued()).isEqualTo(1);
  }

  @Test
  void a_portion_is_no_larger_than_it_may_be() {
    rows.deliveries(endpoint, 12);
    BacklogStore store = new BacklogStore(database.database(), new KeyLines(database.database()));

    assertThat(
            IntStream.range(0, 3)
                .map(i ->
                    database.transactions().required(() -> store.skip(endpoint, "skipped", 5))))
        .containsExactly(5, 5, 2);
  }

  private List<DeliveryId> backlog(boolean held) {
    return backlog(new SubscriptionId(rows.id()), held);
  }

  private List<DeliveryId> backlog(SubscriptionId subscription, boolean held) {
    return database
        .transactions()
        .required(() ->
            IntStream.range(0, PORTION + REST)
                .mapToObj(i -> rows.delivery(endpoint, subscription, held))
                .toList());
  }

  /** As its door does it. */
  private void delete() {
    database
        .transactions()
        .run(() -> {
          forget();
          engine.control.endpointDeleted(TENANT, endpoint);
        });
  }

  private void forget() {
    database.database().update("delete from endpoint where id = ?", endpoint);
    database.database().update("delete from endpoint_health where endpoint_id = ?", endpoint);
  }

  private DeliveryId left() {
    return database
        .database()
        .queryOne("select id from delivery_queue limit 1", row -> row.id("id", DeliveryId::new))
        .orElseThrow();
  }

  private String status() {
    return database
        .database()
        .queryOne(
            "select status from endpoint_health where endpoint_id = ?",
            row -> row.text("status"),
            endpoint)
        .orElseThrow();
  }

  static final class H2Test extends LongBacklogEndContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends LongBacklogEndContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
