package dev.postern.outbound.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for the queue. */
abstract class DeliveryQueueContract {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private TestDatabase database;
  private QueueFixture rows;
  private DeliveryQueue queue;

  abstract TestDatabase open(String[] modules);

  @BeforeEach
  void openQueue() {
    database = open(new String[] {"core", "outbound"});
    rows = new QueueFixture(database.database());
    queue = new DeliveryQueueProducer().queue(database.database(), database.transactions());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_due_delivery_is_leased_once_with_all_its_ids() {
    EndpointId endpoint = rows.endpoint();
    DeliveryId delivery = rows.delivery(endpoint);

    ClaimedDelivery claimed = claim(10).getFirst();

    assertThat(claimed.id()).isEqualTo(delivery);
    assertThat(claimed.endpoint()).isEqualTo(endpoint);
    assertThat(claimed.tenant()).isEqualTo(QueueFixture.TENANT);
    assertThat(claimed.attempt()).isEqualTo(1);
    assertThat(claimed.interruptions()).isZero();
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void what_somebody_paused_is_not_given_out_until_it_is_resumed() {
    EndpointId plain = rows.endpoint();
    EndpointId capped = rows.endpoint("https://capped.example/", 5);
    rows.delivery(plain);
    rows.delivery(capped);
    pause("ENDPOINT", plain.uuid());
    pause("ENDPOINT", capped.uuid());
    assertThat(claim(10)).isEmpty();
    ClaimRequest request = request(Lane.FIRST_ATTEMPTS, 10, Optional.empty(), Map.of());
    assertThat(queue.claimPaced(request, capped).deliveries()).isEmpty();

    database.database().update("delete from pause");
    pause("TENANT", QueueFixture.TENANT.uuid());
    assertThat(claim(10)).as("the whole tenant").isEmpty();
    assertThat(queue.claimPaced(request, capped).deliveries()).isEmpty();

    database.database().update("delete from pause");
    pause("EVERYTHING", new UUID(0, 0));
    assertThat(claim(10)).as("everything, whatever this node knows of it").isEmpty();
    assertThat(queue.claimPaced(request, capped).deliveries()).isEmpty();

    database.database().update("delete from pause");
    assertThat(claim(10)).hasSize(2);
  }

  private void pause(String scope, UUID object) {
    database
        .database()
        .update(
            """
            insert into pause (id, tenant_id, scope, object_id, intake, deliveries, reason,
              paused_by, created_at)
            values (?, ?, ?, ?, false, true, 'fire', 'ada', current_timestamp)
            """,
            rows.id(),
            QueueFixture.TENANT,
            scope,
            object);
  }

  @Test
  void eight_claimers_never_get_the_same_delivery() throws Exception {
    for (int i = 0; i < 20; i++) {
      rows.deliveries(rows.endpoint(), 20);
    }
    ConcurrentLinkedQueue<DeliveryId> seen = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> claimers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        claimers.add(
            threads.submit(() -> {
              int empty = 0;
              while (empty < 3) {
                List<ClaimedDelivery> claimed = claim(7);
                claimed.forEach(delivery -> seen.add(delivery.id()));
                empty = claimed.isEmpty() ? empty + 1 : 0;
              }
            }));
      }
      for (Future<?> claimer : claimers) {
        claimer.get();
      }
    }
    seen.addAll(claim(1000).stream().map(ClaimedDelivery::id).toList());
    assertThat(seen).hasSize(400).doesNotHaveDuplicates();
  }

  @Test
  void an_expired_lease_is_claimed_again_and_counted_as_an_interruption() {
    rows.delivery(rows.endpoint());
    ClaimedDelivery first = claim(10).getFirst();

    rows.makeAllDue();
    ClaimedDelivery second = claim(10).getFirst();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.interruptions()).isEqualTo(1);
    assertThat(second.attempt()).as("nothing was settled").isEqualTo(1);
  }

  @Test
  void a_settlement_without_the_lease_is_refused() {
    rows.delivery(rows.endpoint());
    ClaimedDelivery stale = claim(10).getFirst();
    rows.makeAllDue();
    ClaimedDelivery fresh = claim(10).getFirst();

    assertThat(queue.settle(List.of(new QueueMove.Leave(stale)))).isEmpty();
    assertThat(queue.settle(List.of(new QueueMove.Again(stale, Duration.ZERO)))).isEmpty();
    assertThat(rows.queued()).isEqualTo(1);
    assertThat(queue.settle(List.of(new QueueMove.Leave(fresh)))).containsExactly(fresh);
    assertThat(rows.queued()).isZero();
  }

  @Test
  void of_two_results_under_two_leases_only_the_newer_counts() {
    rows.delivery(rows.endpoint());
    ClaimedDelivery older = claim(10).getFirst();
    rows.makeAllDue();
    ClaimedDelivery newer = claim(10).getFirst();

    assertThat(queue.settle(List.of(new QueueMove.Leave(older), new QueueMove.Leave(newer))))
        .containsExactly(newer);
  }

  @Test
  void an_expired_lease_that_nobody_took_may_still_settle() {
    rows.delivery(rows.endpoint());
    ClaimedDelivery late = claim(10).getFirst();
    rows.makeAllDue();

    assertThat(queue.settle(List.of(new QueueMove.Leave(late)))).containsExactly(late);
  }

  @Test
  void a_rescheduled_delivery_waits_and_returns_in_the_lane_of_retries() {
    rows.delivery(rows.endpoint());
    ClaimedDelivery first = claim(10).getFirst();
    queue.settle(List.of(new QueueMove.Again(first, Duration.ofHours(1))));

    assertThat(claim(10)).isEmpty();
    assertThat(claim(Lane.RETRIES, 10, Map.of())).isEmpty();

    rows.makeAllDue();
    assertThat(claim(10)).isEmpty();
    ClaimedDelivery retry = claim(Lane.RETRIES, 10, Map.of()).getFirst();
    assertThat(retry.attempt()).isEqualTo(2);
    assertThat(retry.interruptions()).isZero();
  }

  @Test
  void what_is_released_is_due_at_once_and_counts_for_nothing() {
    rows.delivery(rows.endpoint());
    queue.release(claim(10));

    ClaimedDelivery again = claim(10).getFirst();
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.interruptions()).isZero();
  }

  @Test
  void a_renewed_lease_is_not_claimed_by_others() {
    rows.delivery(rows.endpoint());
    List<ClaimedDelivery> claimed = claim(10);
    rows.makeAllDue();
    queue.renew(claimed, LEASE);

    assertThat(claim(10)).isEmpty();
  }

  @Test
  void an_endpoint_gets_no_more_than_its_cap_less_what_is_in_flight() {
    EndpointId capped = rows.endpoint("https://a.example/", 3);
    EndpointId standard = rows.endpoint();
    rows.deliveries(capped, 20);
    rows.deliveries(standard, 20);

    List<ClaimedDelivery> claimed = claim(Lane.FIRST_ATTEMPTS, 100, Map.of(capped, 1, standard, 4));

    assertThat(perEndpoint(claimed)).isEqualTo(Map.of(capped, 2, standard, 6));
  }

  @Test
  void an_endpoint_at_its_cap_does_not_hide_the_others() {
    EndpointId busy = rows.endpoint();
    rows.deliveries(busy, 200);
    EndpointId other = rows.endpoint();
    rows.delivery(other);

    List<ClaimedDelivery> claimed = claim(Lane.FIRST_ATTEMPTS, 5, Map.of(busy, 10));

    assertThat(claimed).extracting(ClaimedDelivery::endpoint).containsExactly(other);
  }

  @Test
  void claims_go_round_the_endpoints() {
    for (int i = 0; i < 5; i++) {
      rows.deliveries(rows.endpoint(), 30);
    }
    Set<EndpointId> visited = new HashSet<>();
    Optional<EndpointId> after = Optional.empty();
    for (int i = 0; i < 5; i++) {
      ClaimBatch batch = queue.claim(request(Lane.FIRST_ATTEMPTS, 10, after, Map.of()));
      assertThat(batch.deliveries()).hasSize(10);
      batch.deliveries().forEach(delivery -> visited.add(delivery.endpoint()));
      after = batch.resumeAfter();
    }
    assertThat(visited).hasSize(5);
  }

  @Test
  void nothing_held_and_nothing_of_a_stopped_endpoint_is_claimed() {
    EndpointId suspended = rows.endpoint();
    rows.deliveries(suspended, 3);
    rows.status(suspended, "SUSPENDED");
    EndpointId active = rows.endpoint();
    database.database().update("update delivery_queue set held = false");
    rows.delivery(active);
    database
        .database()
        .update("update delivery_queue set held = true where endpoint_id = ?", active);

    assertThat(claim(10)).isEmpty();
  }

  private List<ClaimedDelivery> claim(int limit) {
    return claim(Lane.FIRST_ATTEMPTS, limit, Map.of());
  }

  private List<ClaimedDelivery> claim(Lane lane, int limit, Map<EndpointId, Integer> inFlight) {
    ClaimRequest request = request(lane, limit, Optional.empty(), inFlight);
    ClaimBatch batch = queue.claim(request);
    List<ClaimedDelivery> claimed = new ArrayList<>(batch.deliveries());
    batch
        .paced()
        .forEach(endpoint -> claimed.addAll(queue.claimPaced(request, endpoint).deliveries()));
    return claimed;
  }

  private ClaimRequest request(
      Lane lane, int limit, Optional<EndpointId> after, Map<EndpointId, Integer> inFlight) {
    return new ClaimRequest(
        lane,
        limit,
        after,
        new ClaimRequest.Shares(10, inFlight, Set.of()),
        new ClaimRequest.Terms(UUID.randomUUID(), LEASE));
  }

  private static Map<EndpointId, Integer> perEndpoint(List<ClaimedDelivery> claimed) {
    Map<EndpointId, Integer> counts = new HashMap<>();
    claimed.forEach(delivery -> counts.merge(delivery.endpoint(), 1, Integer::sum));
    return counts;
  }

  static final class H2Test extends DeliveryQueueContract {
    @Override
    TestDatabase open(String[] modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends DeliveryQueueContract {
    @Override
    TestDatabase open(String[] modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
