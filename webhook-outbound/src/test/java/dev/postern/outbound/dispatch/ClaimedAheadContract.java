package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is fast claims more than it has slots for; on every database. */
abstract class ClaimedAheadContract {
  private static final int SLOTS = 8;

  private final Receiver receiver = new Receiver();
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;

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
                "postern.delivery.drain", "1s",
                "postern.delivery.max.in.flight", Integer.toString(SLOTS),
                "postern.delivery.max.in.flight.per.endpoint", "1000",
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
  void all_of_a_backlog_is_sent_once() {
    EndpointId endpoint = rows.endpoint(receiver.url(), null);
    List<DeliveryId> backlog = rows.deliveries(endpoint, 1_000);
    engine.start();

    await().atMost(Duration.ofSeconds(60)).until(() -> rows.queued() == 0);
    assertThat(receiver.received())
        .extracting(Receiver.Received::id)
        .doesNotHaveDuplicates()
        .hasSize(1_000);
    assertThat(backlog)
        .allSatisfy(each -> assertThat(rows.state(each).status()).isEqualTo("DELIVERED"));
  }

  @Test
  void what_waits_for_a_slot_that_does_not_come_is_left_to_other_nodes() {
    EndpointId endpoint = rows.endpoint(receiver.url(), null);
    rows.deliveries(endpoint, 3_000);
    engine.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> receiver.received().size() > 500);

    receiver.after(Duration.ofSeconds(60));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(leased()).isEqualTo(SLOTS));
    assertThat(interrupted()).as("it was given back, and not lost").isZero();
  }

  private long leased() {
    return count("select count(*) as n from delivery_queue where lease_token is not null");
  }

  private long interrupted() {
    return count("select count(*) as n from delivery_queue where interruptions > 0");
  }

  private long count(String sql) {
    return database.database().queryOne(sql, row -> row.number("n")).orElseThrow();
  }

  static final class H2Test extends ClaimedAheadContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends ClaimedAheadContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
