package dev.postern.outbound.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries of one key go one after the other, on every database. */
abstract class KeyLinesContract {
  private TestDatabase database;
  private QueueFixture rows;
  private DeliveryQueue queue;
  private KeyLines lines;
  private BacklogStore backlog;
  private DeliveryPlaces places;
  private EndpointId endpoint;

  abstract TestDatabase open(String[] modules);

  @BeforeEach
  void openQueue() {
    database = open(new String[] {"core", "outbound"});
    rows = new QueueFixture(database.database());
    queue = new DeliveryQueueProducer().queue(database.database(), database.transactions());
    lines = new KeyLines(database.database());
    backlog = new BacklogStore(database.database(), lines);
    places = new DeliveryPlaces(database.database(), backlog, lines);
    endpoint = rows.endpoint();
    database.database().update("update endpoint set ordering = 'key' where id = ?", endpoint);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void only_the_first_of_each_key_is_claimed_and_what_has_no_key_flows() {
    DeliveryId a1 = inLine("a");
    inLine("a");
    DeliveryId b1 = inLine("b");
    inLine("b");
    DeliveryId free = rows.delivery(endpoint);

    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactlyInAnyOrder(a1, b1, free);
    assertThat(claim()).isEmpty();
  }

  @Test
  void an_endpoint_without_ordering_does_not_look_at_keys() {
    EndpointId unordered = rows.endpoint();
    database.transactions().run(() -> rows.inLine(unordered, "a"));
    database.transactions().run(() -> rows.inLine(unordered, "a"));

    assertThat(claim()).hasSize(2);
  }

  @Test
  void the_next_follows_when_the_earlier_one_has_left_and_not_when_it_is_tried_again() {
    DeliveryId first = inLine("a");
    DeliveryId second = inLine("a");
    ClaimedDelivery sending = claim().getFirst();

    settle(new QueueMove.Again(sending, Duration.ofHours(1)));
    assertThat(claim()).as("a poison message blocks its key").isEmpty();
    rows.makeAllDue();
    ClaimedDelivery again = claim(Lane.RETRIES).getFirst();
    assertThat(again.id()).isEqualTo(first);
    assertThat(claim()).isEmpty();

    settle(new QueueMove.Leave(again));
    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(second);
  }

  @Test
  void an_expired_lease_lets_nobody_overtake() {
    DeliveryId first = inLine("a");
    inLine("a");
    claim();
    rows.makeAllDue();

    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(first);
  }

  @Test
  void cancelling_the_first_frees_the_second_and_cancelling_one_within_closes_the_gap() {
    DeliveryId first = inLine("a");
    DeliveryId second = inLine("a");
    DeliveryId third = inLine("a");

    assertThat(cancel(second)).isTrue();
    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(first);
    assertThat(cancel(first)).isTrue();
    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(third);
  }

  @Test
  void ending_a_subscription_frees_those_who_waited_for_it() {
    DeliveryId first = inLine("a");
    DeliveryId second = inLine("a");
    SubscriptionId of =
        database
            .database()
            .queryOne(
                "select subscription_id from delivery where id = ?",
                row -> row.id("subscription_id", SubscriptionId::new),
                first)
            .orElseThrow();

    end(of);

    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(second);
  }

  @Test
  void a_subscription_ends_in_portions_and_wholly_whichever_endpoints_it_had() {
    SubscriptionId of = new SubscriptionId(rows.id());
    EndpointId before = rows.endpoint();
    List<DeliveryId> ending = new ArrayList<>();
    List<DeliveryId> staying = new ArrayList<>();
    database
        .transactions()
        .run(() -> {
          for (int i = 0; i < 2_600; i++) {
            ending.add(rows.delivery(i % 2 == 0 ? endpoint : before, of, false));
            staying.add(rows.delivery(endpoint));
          }
        });

    end(of);

    assertThat(rows.queued()).isEqualTo(staying.size());
    assertThat(List.of(ending.getFirst(), ending.getLast()))
        .allSatisfy(each -> assertThat(rows.state(each).reason()).isEqualTo("gone"));
    assertThat(rows.state(staying.getLast()).status()).isEqualTo("PENDING");
  }

  @Test
  void a_line_of_a_suspended_endpoint_keeps_its_order() {
    DeliveryId first = inLine("a");
    DeliveryId second = inLine("a");
    rows.status(endpoint, "SUSPENDED");
    database.transactions().run(() -> backlog.hold(endpoint, "endpoint_suspended", 100));
    assertThat(cancel(first)).isTrue();
    assertThat(claim()).isEmpty();

    database.transactions().run(() -> backlog.hold(endpoint, "endpoint_suspended", 100));
    rows.status(endpoint, "ACTIVE");
    database.transactions().run(() -> backlog.release(endpoint, 100));

    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(second);
  }

  @Test
  void what_is_sent_again_by_hand_joins_at_the_end() {
    DeliveryId first = inLine("a");
    DeliveryId second = inLine("a");
    settle(new QueueMove.Leave(claim().getFirst()));
    database.transactions().run(() -> places.sendSoon(QueueFixture.TENANT, first));

    ClaimedDelivery next = claim().getFirst();
    assertThat(next.id()).isEqualTo(second);
    assertThat(claim()).isEmpty();
    settle(new QueueMove.Leave(next));
    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(first);
  }

  @Test
  void of_those_who_join_at_the_same_time_one_is_the_first() throws Exception {
    List<String> keys = IntStream.range(0, 6).mapToObj(i -> "key-" + i).toList();
    for (String key : keys) {
      together(IntStream.range(0, 6).<Runnable>mapToObj(i -> () -> inLine(key)).toList());
    }

    assertThat(claim()).as("one of each key").hasSize(keys.size());
  }

  @Test
  void who_joins_while_the_one_before_leaves_is_not_forgotten() throws Exception {
    for (int round = 0; round < 12; round++) {
      String key = "key-" + round;
      inLine(key);
      ClaimedDelivery leaving = claim().getFirst();
      together(List.of(() -> settle(new QueueMove.Leave(leaving)), () -> inLine(key)));

      assertThat(claim()).as("round " + round).hasSize(1);
    }
  }

  private static void together(List<Runnable> actions) throws Exception {
    CyclicBarrier start = new CyclicBarrier(actions.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
      List<Callable<Boolean>> waiting =
          actions.stream()
              .<Callable<Boolean>>map(action ->
                  () -> {
                    start.await();
                    action.run();
                    return true;
                  })
              .toList();
      for (Future<Boolean> done : threads.invokeAll(waiting)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void a_line_whose_first_vanished_by_hand_is_mended() {
    DeliveryId first = inLine("a");
    DeliveryId second = inLine("a");
    database.database().update("delete from delivery_queue where id = ?", first);
    assertThat(claim()).isEmpty();

    assertThat(database.transactions().<Integer>required(lines::mend)).isEqualTo(1);

    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(second);
  }

  private DeliveryId inLine(String key) {
    return database.transactions().required(() -> rows.inLine(endpoint, key));
  }

  private boolean cancel(DeliveryId delivery) {
    return database
        .transactions()
        .required(() -> places.cancel(QueueFixture.TENANT, delivery, "cancelled_by_user"));
  }

  /** As the settler does it. */
  private void settle(QueueMove move) {
    database
        .transactions()
        .run(() -> {
          List<KeyLines.Line> left =
              move instanceof QueueMove.Leave
                  ? move.delivery().line().stream().toList()
                  : List.of();
          lines.lock(left);
          assertThat(queue.settle(List.of(move))).hasSize(1);
          lines.advance(left);
        });
  }

  private List<ClaimedDelivery> claim() {
    return claim(Lane.FIRST_ATTEMPTS);
  }

  private List<ClaimedDelivery> claim(Lane lane) {
    return queue
        .claim(
            new ClaimRequest(
                lane,
                100,
                Optional.empty(),
                new ClaimRequest.Shares(10, Map.of(), Set.of()),
                new ClaimRequest.Terms(UUID.randomUUID(), Duration.ofSeconds(60))))
        .deliveries();
  }

  private void end(SubscriptionId subscription) {
    Optional<UUID> next = Optional.of(BacklogStore.FIRST);
    while (next.isPresent()) {
      UUID after = next.get();
      next =
          database
              .transactions()
              .required(
                  () -> backlog.endSubscription(QueueFixture.TENANT, subscription, "gone", after));
    }
  }

  static final class H2Test extends KeyLinesContract {
    @Override
    TestDatabase open(String[] modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends KeyLinesContract {
    @Override
    TestDatabase open(String[] modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
