package dev.postern.outbound.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.HealthStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One pace for all nodes: tokens, caps and probes, on every database. */
abstract class PacedClaimsContract {
  TestDatabase database;
  QueueFixture rows;
  private DeliveryQueue queue;
  private HealthStore healths;

  abstract TestDatabase open(String[] modules);

  @BeforeEach
  void openQueue() {
    database = open(new String[] {"core", "outbound"});
    rows = new QueueFixture(database.database());
    queue = new DeliveryQueueProducer().queue(database.database(), database.transactions());
    healths = new HealthStore(database.database());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_paced_endpoint_is_named_and_not_claimed_by_the_common_claim() {
    EndpointId limited = limited(5, 60);
    rows.deliveries(limited, 3);
    EndpointId plain = rows.endpoint();
    rows.delivery(plain);

    ClaimBatch batch = queue.claim(request(Map.of()));

    assertThat(batch.deliveries()).extracting(ClaimedDelivery::endpoint).containsExactly(plain);
    assertThat(batch.paced()).containsExactly(limited);
  }

  @Test
  void a_rate_limit_lets_its_burst_go_and_then_hides_the_endpoint_until_there_is_a_token() {
    EndpointId limited = limited(5, 3600);
    rows.deliveries(limited, 20);

    assertThat(paced(limited)).hasSize(5);
    assertThat(paced(limited)).isEmpty();
    assertThat(queue.claim(request(Map.of())).paced()).as("no claim asks for it in vain").isEmpty();

    database
        .database()
        .update(
            "update endpoint_pace set free_at = current_timestamp where endpoint_id = ?", limited);
    assertThat(queue.claim(request(Map.of())).paced()).containsExactly(limited);
    assertThat(paced(limited)).as("the bucket itself is asked").isEmpty();
  }

  @Test
  void tokens_that_nobody_needed_are_not_spent() {
    EndpointId limited = limited(5, 3600);
    rows.deliveries(limited, 2);

    assertThat(paced(limited)).hasSize(2);
    rows.deliveries(limited, 20);
    assertThat(paced(limited)).hasSize(3);
  }

  @Test
  void eight_nodes_together_spend_every_token_once() throws Exception {
    EndpointId limited = limited(50, 3600);
    set(limited, "max_in_flight = 1000");
    rows.deliveries(limited, 100);
    List<ClaimedDelivery> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<List<ClaimedDelivery>>> nodes =
          IntStream.range(0, 64)
              .<Callable<List<ClaimedDelivery>>>mapToObj(
                  i -> () -> queue.claimPaced(request(7, Map.of()), limited).deliveries())
              .toList();
      for (Future<List<ClaimedDelivery>> claimed : threads.invokeAll(nodes)) {
        all.addAll(claimed.get());
      }
    }
    for (int i = 0; i < 20; i++) {
      all.addAll(paced(limited));
    }

    assertThat(all).extracting(ClaimedDelivery::id).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void a_lowered_limit_counts_at_once() {
    EndpointId limited = limited(100, 3600);
    rows.deliveries(limited, 100);
    assertThat(queue.claimPaced(request(10, Map.of()), limited).deliveries()).hasSize(10);

    set(limited, "rate_limit_requests = 10");

    assertThat(paced(limited)).hasSize(9);
    assertThat(paced(limited)).isEmpty();
  }

  @Test
  void while_a_breaker_is_open_nothing_goes_and_then_exactly_one_probe() {
    EndpointId broken = rows.endpoint();
    rows.deliveries(broken, 20);
    breaker(broken, "OPEN", "1 hour");
    assertThat(queue.claim(request(Map.of())).paced()).isEmpty();
    assertThat(paced(broken)).isEmpty();

    breaker(broken, "OPEN", "-1 second");
    assertThat(queue.claim(request(Map.of())).deliveries()).isEmpty();
    assertThat(queue.claim(request(Map.of())).paced()).containsExactly(broken);
    assertThat(paced(broken)).hasSize(1);
    assertThat(queue.claim(request(Map.of())).paced()).isEmpty();
    assertThat(paced(broken)).as("one probe is on its way").isEmpty();

    breaker(broken, "PROBING", "-1 second");
    assertThat(paced(broken)).as("its node died with it").hasSize(1);
  }

  @Test
  void of_many_nodes_one_makes_the_probe() throws Exception {
    for (int round = 0; round < 5; round++) {
      EndpointId broken = rows.endpoint();
      rows.deliveries(broken, 20);
      breaker(broken, "OPEN", "-1 second");
      int claimed = 0;
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        List<Callable<List<ClaimedDelivery>>> nodes =
            IntStream.range(0, 16)
                .<Callable<List<ClaimedDelivery>>>mapToObj(i -> () -> paced(broken))
                .toList();
        for (Future<List<ClaimedDelivery>> node : threads.invokeAll(nodes)) {
          claimed += node.get().size();
        }
      }
      assertThat(claimed).isEqualTo(1);
    }
  }

  @Test
  void resuming_is_half_open_and_a_success_closes_the_breaker() {
    EndpointId back = rows.endpoint();
    rows.deliveries(back, 5);
    save(back, EndpointHealth.resumed(healths.now(), SuspensionRule.defaults()));

    assertThat(paced(back)).hasSize(1);
    save(back, healths.find(back).orElseThrow().onSuccess(healths.now()));

    assertThat(queue.claim(request(Map.of())).deliveries()).hasSize(4);
  }

  @Test
  void a_batch_goes_when_it_is_full_or_its_oldest_event_has_waited_long_enough() {
    EndpointId batching = batching(3, 60_000);
    List<DeliveryId> two = rows.deliveries(batching, 2);
    assertThat(queue.claim(request(Map.of())).deliveries()).as("it is paced").isEmpty();
    PacedClaim gathering = queue.claimPaced(request(Map.of()), batching);
    assertThat(gathering.deliveries()).isEmpty();
    assertThat(gathering.ripeIn().orElseThrow())
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));

    List<DeliveryId> three = rows.deliveries(batching, 1);
    List<ClaimedDelivery> full = paced(batching);
    assertThat(full).extracting(ClaimedDelivery::id).containsAll(two).containsAll(three).hasSize(3);
    assertThat(full).extracting(ClaimedDelivery::batched).containsOnly(true);
    assertThat(full.stream().map(ClaimedDelivery::lease).distinct()).hasSize(1);
    settle(full, Duration.ZERO);

    rows.delivery(batching);
    database
        .database()
        .update(
            """
            update delivery_queue set due_at = current_timestamp - interval '61' second
             where retry = false
            """);
    assertThat(paced(batching)).as("long enough").hasSize(1);
  }

  @Test
  void batches_go_one_at_a_time_unless_the_endpoint_says_how_many() {
    EndpointId batching = batching(2, 0);
    rows.deliveries(batching, 10);
    assertThat(paced(batching)).hasSize(2);
    assertThat(paced(batching)).isEmpty();

    set(batching, "max_in_flight = 3");
    assertThat(queue.claim(request(Map.of(batching, 50))).paced())
        .as("what is in flight are deliveries, and the cap counts requests")
        .containsExactly(batching);
    assertThat(paced(batching)).hasSize(2);
    assertThat(paced(batching)).hasSize(2);
    assertThat(paced(batching)).isEmpty();
  }

  @Test
  void a_batch_costs_one_token_and_is_one_probe() {
    EndpointId batching = batching(5, 0);
    set(batching, "max_in_flight = 9, rate_limit_requests = 2, rate_limit_per_seconds = 3600");
    rows.deliveries(batching, 30);
    assertThat(paced(batching)).hasSize(5);
    assertThat(paced(batching)).hasSize(5);
    assertThat(paced(batching)).isEmpty();

    EndpointId broken = batching(5, 0);
    rows.deliveries(broken, 30);
    breaker(broken, "OPEN", "-1 second");
    assertThat(paced(broken)).hasSize(5);
    assertThat(paced(broken)).as("one probe is on its way").isEmpty();
  }

  @Test
  void a_batch_that_failed_comes_together_again_and_with_nobody_else() {
    EndpointId batching = batching(4, 0);
    set(batching, "max_in_flight = 9");
    rows.deliveries(batching, 2);
    List<ClaimedDelivery> first = paced(batching);
    rows.deliveries(batching, 2);
    List<ClaimedDelivery> second = paced(batching);
    settle(first, Duration.ofMillis(1));
    settle(second, Duration.ofMillis(1));

    List<ClaimedDelivery> again =
        Awaitility.await()
            .until(
                () -> queue.claimPaced(request(Lane.RETRIES, 100, Map.of()), batching).deliveries(),
                claimed -> !claimed.isEmpty());
    assertThat(again)
        .extracting(ClaimedDelivery::id)
        .containsExactlyInAnyOrderElementsOf(first.stream().map(ClaimedDelivery::id).toList());
  }

  @Test
  void a_batch_that_failed_comes_whole_however_little_room_there_is() {
    EndpointId batching = batching(4, 0);
    rows.deliveries(batching, 4);
    List<ClaimedDelivery> first = paced(batching);
    settle(first, Duration.ofMillis(1));

    List<ClaimedDelivery> again =
        Awaitility.await()
            .until(
                () -> queue.claimPaced(request(Lane.RETRIES, 1, Map.of()), batching).deliveries(),
                claimed -> !claimed.isEmpty());
    assertThat(again)
        .extracting(ClaimedDelivery::id)
        .containsExactlyInAnyOrderElementsOf(first.stream().map(ClaimedDelivery::id).toList());
  }

  private void settle(List<ClaimedDelivery> batch, Duration wait) {
    assertThat(
            database
                .transactions()
                .<java.util.Set<ClaimedDelivery>>required(() ->
                    queue.settle(
                        batch.stream()
                            .<QueueMove>map(claimed ->
                                wait.isZero()
                                    ? new QueueMove.Leave(claimed)
                                    : new QueueMove.Again(claimed, wait))
                            .toList())))
        .hasSize(batch.size());
  }

  private EndpointId batching(int events, int waitMillis) {
    EndpointId endpoint = rows.endpoint();
    set(endpoint, "batch_max_events = " + events + ", batch_max_wait_ms = " + waitMillis);
    return endpoint;
  }

  void set(EndpointId endpoint, String assignment) {
    database.database().update("update endpoint set " + assignment + " where id = ?", endpoint);
  }

  private void save(EndpointId endpoint, EndpointHealth health) {
    healths.save(endpoint, health, 0);
  }

  private void breaker(EndpointId endpoint, String state, String probeIn) {
    String[] parts = probeIn.split(" ");
    database
        .database()
        .update(
            "update endpoint_health set breaker = ?, breaker_wait_ms = 1000, probe_delivery = ?,"
                + " probe_at = current_timestamp + interval '"
                + parts[0]
                + "' "
                + parts[1]
                + " where endpoint_id = ?",
            state,
            UUID.randomUUID(),
            endpoint);
  }

  private EndpointId limited(int requests, int seconds) {
    EndpointId endpoint = rows.endpoint();
    set(endpoint, "rate_limit_requests = " + requests + ", rate_limit_per_seconds = " + seconds);
    return endpoint;
  }

  List<ClaimedDelivery> paced(EndpointId endpoint) {
    return queue.claimPaced(request(Map.of()), endpoint).deliveries();
  }

  ClaimRequest request(Map<EndpointId, Integer> inFlight) {
    return request(100, inFlight);
  }

  private ClaimRequest request(int limit, Map<EndpointId, Integer> inFlight) {
    return request(Lane.FIRST_ATTEMPTS, limit, inFlight);
  }

  private ClaimRequest request(Lane lane, int limit, Map<EndpointId, Integer> inFlight) {
    return new ClaimRequest(
        lane,
        limit,
        Optional.empty(),
        new ClaimRequest.Shares(10, inFlight, Set.of()),
        new ClaimRequest.Terms(UUID.randomUUID(), Duration.ofSeconds(60)));
  }

  static final class H2Test extends PacedClaimsContract {
    @Override
    TestDatabase open(String[] modules) {
      return TestDatabase.h2(modules);
    }

    @Test
    void a_cap_is_this_nodes() {
      EndpointId capped = rows.endpoint("https://a.example/", 3);
      rows.deliveries(capped, 20);

      assertThat(paced(capped)).hasSize(3);
    }
  }

  static final class PostgresTest extends PacedClaimsContract {
    @Override
    TestDatabase open(String[] modules) {
      return TestDatabase.postgres(modules);
    }

    @Test
    void however_long_the_backlog_a_claim_walks_the_index_and_sorts_nothing() {
      EndpointId endpoint = rows.endpoint();
      String pick = new EndpointClaim(database.database()).pick();
      List<String> plan =
          database
              .transactions()
              .required(() -> {
                database.database().update("set local enable_seqscan = off");
                return database
                    .database()
                    .query(
                        "explain (costs off) " + pick,
                        row -> row.text("QUERY PLAN"),
                        false,
                        endpoint,
                        10);
              });
      assertThat(plan)
          .anyMatch(line -> line.contains("Index Scan using delivery_queue_due"))
          .noneMatch(line -> line.contains("Sort"));
    }

    @Test
    void a_cap_of_its_own_is_one_for_all_nodes() {
      EndpointId capped = rows.endpoint("https://a.example/", 3);
      rows.deliveries(capped, 20);

      assertThat(paced(capped)).hasSize(3);
      assertThat(paced(capped)).as("another node, with nothing in flight").isEmpty();
      rows.makeAllDue();
      assertThat(paced(capped)).as("leases that ran out are free").hasSize(3);
    }
  }
}
