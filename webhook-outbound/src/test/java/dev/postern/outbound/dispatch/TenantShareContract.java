package dev.postern.outbound.dispatch;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.config.Settings;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.DeliveryQueueProducer;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many of a tenant's endpoints hang, the others' deliveries begin; on every database. */
abstract class TenantShareContract {
  private static final int SLOTS = 64;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "postern.delivery.max.in.flight",
          Integer.toString(SLOTS),
          "postern.delivery.poll",
          "50ms");

  private final InFlight inFlight = new InFlight(new Ahead(() -> 0));
  private TestDatabase database;
  private QueueFixture rows;
  private Claimer claimer;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openQueue() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    DeliveryQueue queue =
        new DeliveryQueueProducer().queue(database.database(), database.transactions());
    claimer =
        new Claimer(
            queue,
            OutboundConfig.from(new Settings(key -> Optional.ofNullable(SETTINGS.get(key)))),
            rows::id);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_tenant_alone_has_all_slots_and_leaves_the_reserve_to_the_others() {
    backlog(rows, 10);
    assertThat(claimAll(Lane.FIRST_ATTEMPTS)).as("all of them").hasSize(SLOTS);
    assertThat(claimer.crowded(inFlight)).isTrue();
    assertThat(reserved(Lane.FIRST_ATTEMPTS)).as("and no more").isEmpty();

    QueueFixture neighbour = rows.of(tenant(1));
    EndpointId plain = neighbour.endpoint();
    EndpointId capped = neighbour.endpoint("https://capped.example/", 5);
    neighbour.delivery(plain);
    neighbour.delivery(capped);

    assertThat(claimer.claim(Lane.FIRST_ATTEMPTS, inFlight)).isEmpty();
    assertThat(reserved(Lane.FIRST_ATTEMPTS))
        .extracting(ClaimedDelivery::endpoint)
        .containsExactlyInAnyOrder(plain, capped);
  }

  @Test
  void the_reserve_is_shared_out_so_that_the_next_tenant_finds_something_too() {
    backlog(rows, 10);
    List<ClaimedDelivery> hanging = claimAll(Lane.FIRST_ATTEMPTS);
    List<Integer> lots = new ArrayList<>();
    for (int next = 1; next <= 4; next++) {
      backlog(rows.of(tenant(next)), 3);
      lots.add(reserved(Lane.FIRST_ATTEMPTS).size());
    }
    assertThat(lots)
        .as("a quarter of %d, each half of what is left", SLOTS)
        .containsExactly(8, 4, 2, 1);

    inFlight.removeAll(hanging.subList(0, 20));
    assertThat(claimer.crowded(inFlight)).as("slots are free again").isFalse();
    assertThat(reserved(Lane.FIRST_ATTEMPTS)).isEmpty();
    assertThat(claimer.claim(Lane.FIRST_ATTEMPTS, inFlight)).isNotEmpty();
  }

  @Test
  void a_small_tenant_is_found_behind_the_many_endpoints_of_those_that_hang() {
    backlog(rows, 10);
    assertThat(claimAll(Lane.FIRST_ATTEMPTS)).hasSize(SLOTS);
    database
        .transactions()
        .run(() -> {
          for (int i = 0; i < 600; i++) {
            rows.delivery(rows.endpoint());
          }
        });
    QueueFixture neighbour = rows.of(tenant(1));
    DeliveryId waiting = neighbour.delivery(neighbour.endpoint());

    assertThat(reserved(Lane.FIRST_ATTEMPTS))
        .as("at once, and not a part of the endpoints later each time")
        .extracting(ClaimedDelivery::id)
        .containsExactly(waiting);
  }

  @Test
  void retries_of_one_do_not_keep_those_of_another_waiting() {
    backlog(rows, 10);
    database.database().update("update delivery_queue set retry = true");
    assertThat(claimAll(Lane.RETRIES)).as("retries have half").hasSize(SLOTS / 2);
    QueueFixture neighbour = rows.of(tenant(1));
    neighbour.delivery(neighbour.endpoint());
    database.database().update("update delivery_queue set retry = true");

    assertThat(claimer.claim(Lane.RETRIES, inFlight)).isEmpty();
    assertThat(reserved(Lane.RETRIES)).extracting(ClaimedDelivery::tenant).containsOnly(tenant(1));
    assertThat(reserved(Lane.FIRST_ATTEMPTS)).as("its own slots are free").isEmpty();
  }

  @Test
  void in_a_node_whose_every_slot_hangs_a_neighbours_event_arrives() {
    try (Receiver receiver = new Receiver();
        EngineRig engine = new EngineRig(database, queue -> queue, SETTINGS)) {
      for (int i = 0; i < SLOTS / 5; i++) {
        rows.deliveries(rows.endpoint(receiver.hangingUrl(), null), 10);
      }
      engine.start();
      await().atMost(Duration.ofSeconds(20)).until(() -> receiver.hanging() >= SLOTS);

      QueueFixture neighbour = rows.of(tenant(1));
      neighbour.deliveries(neighbour.endpoint(receiver.url(), null), 5);
      engine.bell.deliveriesWaiting();

      await().atMost(Duration.ofSeconds(10)).until(() -> receiver.received().size() == 5);
      assertThat(receiver.hanging()).isEqualTo(SLOTS);
      receiver.close();
    }
  }

  /** More than anybody may have at once. */
  private static void backlog(QueueFixture rows, int endpoints) {
    for (int i = 0; i < endpoints; i++) {
      rows.deliveries(rows.endpoint(), 10);
    }
  }

  private List<ClaimedDelivery> claimAll(Lane lane) {
    List<ClaimedDelivery> all = new ArrayList<>();
    List<ClaimedDelivery> claimed;
    do {
      claimed = claimer.claim(lane, inFlight);
      all.addAll(claimed);
    } while (!claimed.isEmpty());
    assertThat(all).extracting(ClaimedDelivery::tenant).containsOnly(TENANT);
    return all;
  }

  private List<ClaimedDelivery> reserved(Lane lane) {
    return claimer.claimReserved(lane, inFlight);
  }

  private static TenantId tenant(int number) {
    return new TenantId(new UUID(0x7002, number));
  }

  static final class H2Test extends TenantShareContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends TenantShareContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
