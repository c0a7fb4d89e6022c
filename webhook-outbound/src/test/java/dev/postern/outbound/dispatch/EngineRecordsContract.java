package dev.postern.outbound.dispatch;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.store.EndpointRow;
import dev.postern.outbound.ledger.AttemptTimings;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.store.AttemptReader;
import dev.postern.outbound.ledger.store.DeliveryReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger says of what the engine did and of what it waits for, on every database. */
abstract class EngineRecordsContract {
  private final Receiver receiver = new Receiver();
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openEngine() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine =
        new EngineRig(
            database,
            queue -> queue,
            Map.of(
                "postern.delivery.poll", "50ms",
                "postern.egress.allow", "127.0.0.0/8,127.0.0.0/8:" + receiver.port(),
                "postern.egress.require.https", "false"));
  }

  @AfterEach
  void close() {
    receiver.close();
    engine.close();
    database.close();
  }

  @Test
  void an_attempt_says_where_its_time_went() {
    engine.lookup = Duration.ofMillis(150);
    receiver.after(Duration.ofMillis(400));
    EndpointId named = rows.endpoint("http://hooks.example.com:" + receiver.port() + "/", null);
    DeliveryId delivery = rows.delivery(named);
    engine.start();
    awaitStatus(delivery, "DELIVERED");

    AttemptTimings fresh = timings(delivery);
    assertThat(fresh.dns()).isBetween(Duration.ofMillis(149), Duration.ofSeconds(10));
    assertThat(fresh.connect()).isBetween(Duration.ZERO, Duration.ofMillis(149));
    assertThat(fresh.tls()).as("it is http").isNull();
    assertThat(fresh.firstByte()).isBetween(Duration.ofMillis(400), fresh.total());
    assertThat(fresh.total()).isBetween(Duration.ofMillis(549), Duration.ofSeconds(20));

    DeliveryId next = rows.delivery(named);
    engine.bell.deliveriesWaiting();
    awaitStatus(next, "DELIVERED");
    AttemptTimings kept = timings(next);
    assertThat(kept.connect()).as("over the same connection").isNull();
    assertThat(kept.firstByte()).isBetween(Duration.ofMillis(400), kept.total());
  }

  @Test
  void what_was_never_reached_has_no_time() {
    DeliveryId delivery = rows.delivery(rows.endpoint("http://127.0.0.1:1/", null));
    engine.start();
    await().until(() -> rows.attempts(delivery) == 1);

    assertThat(timings(delivery).firstByte()).isNull();
    assertThat(timings(delivery).tls()).isNull();
  }

  @Test
  void a_poison_message_blocks_its_key_alone_and_says_so_until_it_is_given_up() {
    EndpointId endpoint = rows.endpoint(receiver.url(), null);
    int changed =
        database
            .database()
            .update(
                "update endpoint set ordering = 'key', max_attempts = 2 where id = ?", endpoint);
    assertThat(changed).isOne();
    DeliveryId poison = inLine(endpoint, "a");
    DeliveryId behind = inLine(endpoint, "a");
    DeliveryId last = inLine(endpoint, "a");
    receiver.always(event(poison), 500);
    engine.start();
    await().until(() -> rows.attempts(poison) == 1);

    DeliveryId other = inLine(endpoint, "b");
    engine.bell.deliveriesWaiting();
    awaitStatus(other, "DELIVERED");
    assertThat(found(poison).attemptCount()).isOne();
    assertThat(found(behind).statusReason()).isEqualTo("waiting_for_earlier");
    assertThat(found(last).statusReason()).isEqualTo("waiting_for_earlier");
    assertThat(found(last).nextAttemptAt()).as("nobody knows").isNull();
    assertThat(rows.attempts(behind)).isZero();

    rows.makeAllDue();
    awaitStatus(last, "DELIVERED");
    assertThat(found(poison).statusReason()).isEqualTo("attempts_exhausted");
    assertThat(found(behind).statusReason()).isNull();
    assertThat(receiver.received())
        .extracting(Receiver.Received::id)
        .containsExactly(event(poison), event(other), event(poison), event(behind), event(last));
  }

  private DeliveryId inLine(EndpointId endpoint, String key) {
    return database.transactions().required(() -> rows.inLine(endpoint, key));
  }

  private Delivery found(DeliveryId delivery) {
    return new DeliveryReader(database.database()).find(TENANT, delivery).orElseThrow();
  }

  private String event(DeliveryId delivery) {
    EventId event = found(delivery).eventId();
    return event.toString();
  }

  private AttemptTimings timings(DeliveryId delivery) {
    return new AttemptReader(database.database()).ofDelivery(delivery, "").getFirst().timings();
  }

  private void awaitStatus(DeliveryId delivery, String status) {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> rows.state(delivery).status().equals(status));
  }

  static final class H2Test extends EngineRecordsContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends EngineRecordsContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
