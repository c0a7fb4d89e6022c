package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.Resent;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.DeliveryPlaces;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.endpoint.store.EndpointRow;
import dev.postern.outbound.subscription.TransformationCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A transformation says what of an event a receiver may see. With its subscription it is gone: what
 * it left out must never arrive.
 */
abstract class DeletedSubscriptionContract {
  private static final String TRANSFORMATION = "{'only': data.n}";

  private final Receiver receiver = new Receiver();
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;
  private EndpointId endpoint;
  private SubscriptionId subscription;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  /** The first takes its time to load classes, and what takes too long is refused. */
  @BeforeAll
  static void warmUp() {
    for (int i = 0; i < 3; i++) {
      var unused =
          new TransformationCompiler().transformation(TRANSFORMATION).apply("a", null, "{\"n\":1}");
    }
  }

  @BeforeEach
  void openStore() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine =
        new EngineRig(database, UnaryOperator.identity(), Map.of("postern.delivery.poll", "50ms"));
    endpoint = rows.endpoint(receiver.url(), null);
    subscription = new SubscriptionId(rows.id());
  }

  @AfterEach
  void close() {
    receiver.close();
    engine.close();
    database.close();
  }

  @Test
  void what_was_delivered_by_it_cannot_be_sent_again() {
    DeliveryId delivery = delivered();
    delete();

    assertThat(engine.control.retry(QueueFixture.TENANT, delivery))
        .isEqualTo(Resent.SUBSCRIPTION_DELETED);
    database.transactions().run(() -> places().sendAgain(QueueFixture.TENANT, List.of(delivery)));

    assertThat(rows.queued()).isZero();
    assertThat(rows.state(delivery).status()).isEqualTo("DELIVERED");
    assertThat(receiver.received()).as("the one before").hasSize(1);
  }

  @Test
  void what_was_claimed_before_it_went_is_not_sent_raw() {
    DeliveryId delivery = rows.delivery(endpoint, subscription, false);
    // The queue's row stays, as when the claim had it before the deletion saw it.
    database.database().update("delete from subscription where id = ?", subscription);
    engine.start();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rows.state(delivery).status()).isEqualTo("DEAD"));
    assertThat(rows.state(delivery).reason()).isEqualTo("unsendable");
    assertThat(rows.attempts(delivery)).isZero();
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void a_deleted_endpoint_is_named_as_what_stands_in_the_way() {
    DeliveryId delivery = delivered();
    delete();
    database.database().update("delete from endpoint where id = ?", endpoint);
    database.database().update("delete from endpoint_health where endpoint_id = ?", endpoint);
    engine.control.endpointDeleted(QueueFixture.TENANT, endpoint);

    assertThat(engine.control.retry(QueueFixture.TENANT, delivery))
        .isEqualTo(Resent.ENDPOINT_DELETED);
  }

  @Test
  void what_is_being_sent_is_told_from_what_can_never_be() {
    EndpointId hanging = rows.endpoint(receiver.hangingUrl(), null);
    DeliveryId delivery = rows.delivery(hanging);
    engine.start();
    await().until(() -> receiver.hanging() == 1);

    assertThat(engine.control.retry(QueueFixture.TENANT, delivery)).isEqualTo(Resent.IN_FLIGHT);
  }

  /** One that its subscription let nothing but a number through of. */
  private DeliveryId delivered() {
    DeliveryId delivery = rows.delivery(endpoint, subscription, false);
    database
        .database()
        .update(
            "update subscription set transformation = ? where id = ?",
            TRANSFORMATION,
            subscription);
    engine.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rows.state(delivery).status()).isEqualTo("DELIVERED"));
    assertThat(new String(receiver.received().getFirst().body(), StandardCharsets.UTF_8))
        .contains("\"data\":{\"only\":");
    return delivery;
  }

  /** As its door does it. */
  private void delete() {
    database
        .transactions()
        .run(() -> {
          database.database().update("delete from subscription where id = ?", subscription);
          engine.control.subscriptionDeleted(QueueFixture.TENANT, subscription);
        });
  }

  private DeliveryPlaces places() {
    KeyLines lines = new KeyLines(database.database());
    return new DeliveryPlaces(
        database.database(), new BacklogStore(database.database(), lines), lines);
  }

  static final class H2Test extends DeletedSubscriptionContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends DeletedSubscriptionContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
