package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.QueueFixture.State;
import dev.postern.outbound.Resent;
import dev.postern.outbound.claim.ClaimBatch;
import dev.postern.outbound.claim.ClaimRequest;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.DeliveryQueueProducer;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.claim.PacedClaim;
import dev.postern.outbound.claim.QueueMove;
import dev.postern.outbound.endpoint.store.EndpointRow;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.store.AttemptReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole engine over a real database and a real receiver. */
abstract class DeliveryEngineContract {
  private final Receiver receiver = new Receiver();
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openStore() {
    // Longer than the look-around that finds what a portion had to leave out.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine = rig(UnaryOperator.identity());
  }

  private EngineRig rig(UnaryOperator<DeliveryQueue> around) {
    return new EngineRig(database, around, Map.of("postern.delivery.poll", "50ms"));
  }

  @AfterEach
  void close() {
    // First, so that the engine need not wait for what hangs there.
    receiver.close();
    engine.close();
    database.close();
  }

  @Test
  void an_event_arrives_once_signed_and_is_in_the_ledger() {
    DeliveryId delivery = rows.delivery(endpoint());
    engine.start();
    awaitStatus(delivery, "DELIVERED");

    assertThat(receiver.received()).hasSize(1);
    Receiver.Received request = receiver.received().getFirst();
    assertThat(request.headers().first("content-type")).contains("application/json");
    assertThat(request.headers().first("user-agent")).contains("Postern/0.1.0");
    assertThat(request.id()).startsWith("evt_");
    assertThat(request.headers().first("webhook-signature"))
        .contains(expected(request, EngineRig.SECRET));
    assertThat(rows.state(delivery).attempts()).isEqualTo(1);
    assertThat(rows.state(delivery).completed()).isNotNull();
    assertThat(rows.attempts(delivery)).isEqualTo(1);
    assertThat(rows.queued()).isZero();
    assertThat(engine.evidence).hasValue(1);
  }

  @Test
  void messages_are_loaded_until_they_weigh_too_much_and_at_least_one_is() {
    EndpointId endpoint = endpoint();
    List<DeliveryId> three =
        List.of(rows.delivery(endpoint), rows.delivery(endpoint), rows.delivery(endpoint));
    List<ClaimedDelivery> claimed =
        new DeliveryQueueProducer()
            .queue(database.database(), database.transactions())
            .claim(
                new ClaimRequest(
                    Lane.FIRST_ATTEMPTS,
                    10,
                    Optional.empty(),
                    new ClaimRequest.Shares(10, Map.of(), Set.of()),
                    new ClaimRequest.Terms(rows.id(), Duration.ofSeconds(60))))
            .deliveries();
    MessageStore store = new MessageStore(database.database());

    Messages.Loaded little = store.load(claimed, 1);
    Messages.Loaded all = store.load(claimed, 1_000_000);

    assertThat(little.messages()).hasSize(1);
    assertThat(little.tooMuch()).hasSize(2).doesNotContainAnyElementsOf(little.messages().keySet());
    assertThat(all.messages()).containsOnlyKeys(three);
    assertThat(all.tooMuch()).isEmpty();
  }

  @Test
  void a_subscriptions_transformation_is_what_arrives_and_what_the_ledger_shows() {
    DeliveryId delivery = rows.delivery(endpoint(), transforming("{'twice': data.n * 2}"), false);
    engine.start();
    awaitStatus(delivery, "DELIVERED");

    String body = new String(receiver.received().getFirst().body(), StandardCharsets.UTF_8);
    assertThat(body)
        .matches(
            "\\{\"type\":\"invoice.paid\",\"timestamp\":\"2026-11-22T10:00:00.000Z\","
                + "\"data\":\\{\"twice\":[0-9]+}}");
    assertThat(new AttemptReader(database.database()).ofDelivery(delivery, "the payload"))
        .extracting(attempt -> attempt.request().body())
        .containsExactly(body);
    assertThat(receiver.received().getFirst().headers().first("webhook-signature"))
        .contains(expected(receiver.received().getFirst(), EngineRig.SECRET));
  }

  @Test
  void an_event_that_the_transformation_cannot_take_is_dead_until_it_is_mended() {
    SubscriptionId subscription = transforming("data.gone");
    DeliveryId delivery = rows.delivery(endpoint(), subscription, false);
    engine.start();
    awaitStatus(delivery, "DEAD");
    assertThat(rows.state(delivery).reason()).isEqualTo("transformation_failed");
    assertThat(detail(delivery)).contains("gone");
    assertThat(rows.attempts(delivery)).isZero();
    assertThat(receiver.received()).isEmpty();

    database
        .database()
        .update("update subscription set transformation = 'data.n' where id = ?", subscription);
    assertThat(engine.control.retry(QueueFixture.TENANT, delivery)).isEqualTo(Resent.QUEUED);
    awaitStatus(delivery, "DELIVERED");
  }

  private SubscriptionId transforming(String expression) {
    SubscriptionId subscription = new SubscriptionId(rows.id());
    database
        .database()
        .update(
            """
            insert into subscription (id, tenant_id, endpoint_id, event_types, channels,
              transformation, enabled, created_at, updated_at)
            values (?, ?, ?, '*', '', ?, true, current_timestamp, current_timestamp)
            """,
            subscription,
            QueueFixture.TENANT,
            rows.id(),
            expression);
    return subscription;
  }

  @Test
  void many_events_to_several_endpoints_arrive_once_each() {
    EndpointId one = endpoint();
    EndpointId two = endpoint();
    engine.start();
    rows.deliveries(one, 150);
    rows.deliveries(two, 150);
    engine.bell.deliveriesWaiting();
    await().atMost(Duration.ofSeconds(60)).until(() -> rows.queued() == 0);

    Set<String> ids = new HashSet<>();
    receiver.received().forEach(request -> ids.add(request.id()));
    assertThat(ids).hasSize(300);
    assertThat(receiver.received()).as("no duplicates").hasSize(300);
  }

  @Test
  void a_failing_receiver_is_asked_again_with_the_same_id_until_it_takes_the_event() {
    receiver.next(500, 503);
    DeliveryId delivery = rows.delivery(endpoint());
    engine.start();
    awaitAttempts(delivery, 1);
    assertThat(rows.state(delivery).status()).isEqualTo("RETRYING");
    assertThat(rows.state(delivery).next()).isAfter(Instant.now().plusSeconds(2));
    rows.makeAllDue();
    awaitAttempts(delivery, 2);
    rows.makeAllDue();
    awaitStatus(delivery, "DELIVERED");

    assertThat(rows.attempts(delivery)).isEqualTo(3);
    assertThat(receiver.received().stream().map(Receiver.Received::id).distinct()).hasSize(1);
  }

  @Test
  void attempts_end_with_the_budget_of_the_endpoint() {
    receiver.always(500);
    EndpointId endpoint = endpoint();
    set(endpoint, "max_attempts = 2");
    DeliveryId delivery = rows.delivery(endpoint);
    engine.start();
    awaitAttempts(delivery, 1);
    rows.makeAllDue();
    awaitStatus(delivery, "DEAD");

    assertThat(rows.state(delivery).reason()).isEqualTo("attempts_exhausted");
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void what_is_sent_again_by_hand_has_a_fresh_budget_and_counts_on() {
    receiver.always(404);
    EndpointId endpoint = endpoint();
    set(endpoint, "retry_schedule = '1s,1s,1s,1s,1s'");
    DeliveryId delivery = rows.delivery(endpoint);
    engine.start();
    awaitEnd(delivery, 3);
    assertThat(rows.state(delivery).reason()).isEqualTo("client_error");

    assertThat(engine.control.retry(QueueFixture.TENANT, delivery)).isEqualTo(Resent.QUEUED);
    awaitEnd(delivery, 6);
    assertThat(rows.state(delivery).reason()).isEqualTo("client_error");
    assertThat(new AttemptReader(database.database()).ofDelivery(delivery, ""))
        .extracting(Attempt::number)
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void events_of_a_batching_endpoint_arrive_in_one_signed_request() {
    EndpointId endpoint = endpoint();
    set(endpoint, "batch_max_events = 3, batch_max_wait_ms = 60000");
    List<DeliveryId> two = rows.deliveries(endpoint, 2);
    engine.start();
    DeliveryId three = rows.delivery(endpoint);
    engine.bell.deliveriesWaiting();
    awaitStatus(three, "DELIVERED");

    assertThat(receiver.received()).hasSize(1);
    Receiver.Received request = receiver.received().getFirst();
    assertThat(request.id()).startsWith("batch_");
    assertThat(request.headers().first("webhook-signature"))
        .contains(expected(request, EngineRig.SECRET));
    String body = new String(request.body(), StandardCharsets.UTF_8);
    assertThat(body).startsWith("{\"type\":\"webhook.batch\",\"timestamp\":\"2026-11-22T10:00:00");
    assertThat(body)
        .containsSubsequence(
            "\"data\":[{\"id\":\"" + event(two.get(0)) + "\",\"type\":\"invoice.paid\"",
            "{\"id\":\"" + event(two.get(1)) + "\"",
            "{\"id\":\"" + event(three) + "\"",
            "]}");
    for (DeliveryId each : List.of(two.get(0), two.get(1), three)) {
      assertThat(rows.state(each).status()).isEqualTo("DELIVERED");
      assertThat(new AttemptReader(database.database()).ofDelivery(each, "the payload"))
          .singleElement()
          .satisfies(attempt -> {
            assertThat(attempt.detail()).contains("One request carried 3 events");
            assertThat(attempt.request().headers()).containsEntry("webhook-id", request.id());
          });
    }
    assertThat(engine.evidence).as("one request").hasValue(1);
  }

  @Test
  void a_batch_fails_as_a_whole_keeps_its_id_and_counts_once_for_the_endpoint() {
    receiver.next(500);
    EndpointId endpoint = endpoint();
    set(endpoint, "batch_max_events = 10, batch_max_wait_ms = 100, retry_schedule = '1s,1s'");
    List<DeliveryId> deliveries = rows.deliveries(endpoint, 4);
    engine.start();
    awaitAttempts(deliveries.getLast(), 1);
    assertThat(
            database
                .database()
                .queryOne(
                    "select consecutive_failures from endpoint_health where endpoint_id = ?",
                    row -> row.integer("consecutive_failures"),
                    endpoint))
        .contains(1);
    deliveries.forEach(each -> assertThat(rows.state(each).status()).isEqualTo("RETRYING"));

    deliveries.forEach(each -> awaitStatus(each, "DELIVERED"));
    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received().get(1).id()).isEqualTo(receiver.received().get(0).id());
    assertThat(receiver.received().get(1).body()).isEqualTo(receiver.received().get(0).body());
  }

  private void awaitEnd(DeliveryId delivery, int attempts) {
    await()
        .until(() -> {
          rows.endWaits();
          engine.bell.deliveriesWaiting();
          return rows.state(delivery).attempts() == attempts
              && "DEAD".equals(rows.state(delivery).status());
        });
  }

  private @Nullable String detail(DeliveryId delivery) {
    return database
        .database()
        .queryOne(
            "select status_detail from delivery where id = ?",
            row -> String.valueOf(row.textOrNull("status_detail")),
            delivery)
        .orElse(null);
  }

  @Test
  void a_gone_receiver_ends_the_delivery_and_disables_the_endpoint() {
    receiver.next(410);
    EndpointId endpoint = endpoint();
    DeliveryId delivery = rows.delivery(endpoint);
    engine.start();
    awaitStatus(delivery, "DEAD");
    assertThat(rows.state(delivery).reason()).isEqualTo("gone");
    assertThat(status(endpoint)).isEqualTo("DISABLED gone");

    DeliveryId later = rows.delivery(endpoint);
    await().until(() -> "endpoint_disabled".equals(holdNow(endpoint, later).reason()));
    assertThat(receiver.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void retry_after_lengthens_the_wait(int status) {
    receiver.next(status, "Retry-After", "3600");
    DeliveryId delivery = rows.delivery(endpoint());
    engine.start();
    awaitAttempts(delivery, 1);

    assertThat(rows.state(delivery).next())
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3610));
  }

  @Test
  void a_receiver_that_keeps_refusing_is_believed_after_three_refusals_whatever_else_failed() {
    receiver.next(404, 500, 404, 404);
    DeliveryId delivery = rows.delivery(endpoint());
    engine.start();
    for (int i = 1; i <= 3; i++) {
      awaitAttempts(delivery, i);
      assertThat(rows.state(delivery).status()).isEqualTo("RETRYING");
      rows.makeAllDue();
    }
    awaitStatus(delivery, "DEAD");
    assertThat(rows.state(delivery).reason()).isEqualTo("client_error");
  }

  @Test
  void failures_suspend_the_endpoint_hold_its_deliveries_and_enabling_delivers_them() {
    receiver.next(500, 500);
    EndpointId endpoint = endpoint();
    set(endpoint, "suspend_after_failures = 2, suspend_min_seconds = 0");
    DeliveryId first = rows.delivery(endpoint);
    DeliveryId second = rows.delivery(endpoint);
    engine.start();
    await().until(() -> status(endpoint).startsWith("SUSPENDED"));
    await().until(() -> rows.held() == 2);
    assertThat(rows.state(first).status()).as("tried, and held").isEqualTo("PENDING");
    assertThat(rows.state(first).reason()).isEqualTo("endpoint_suspended");
    assertThat(rows.state(second).next()).isNull();
    assertThat(receiver.received()).hasSize(2);
    assertThat(engine.control.retry(QueueFixture.TENANT, first)).isEqualTo(Resent.QUEUED);
    assertThat(rows.state(first).status()).isEqualTo("PENDING");

    engine.control.endpointEnabled(QueueFixture.TENANT, endpoint, Backlog.DELIVER);
    awaitStatus(first, "DELIVERED");
    awaitStatus(second, "DELIVERED");
    assertThat(status(endpoint)).isEqualTo("ACTIVE null");
  }

  @Test
  void enabling_with_skip_ends_what_was_held() {
    EndpointId endpoint = endpoint();
    engine.control.endpointDisabled(QueueFixture.TENANT, endpoint);
    DeliveryId held = rows.delivery(endpoint, new SubscriptionId(rows.id()), true);
    engine.start();

    engine.control.endpointEnabled(QueueFixture.TENANT, endpoint, Backlog.SKIP);

    assertThat(rows.state(held).status()).isEqualTo("CANCELLED");
    assertThat(rows.state(held).reason()).isEqualTo("skipped");
    assertThat(rows.queued()).isZero();
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void an_endpoint_that_hangs_with_a_long_backlog_keeps_nobody_waiting() {
    EndpointId hanging = rows.endpoint(receiver.hangingUrl(), null);
    database.transactions().run(() -> rows.deliveries(hanging, 2_000));
    List<EndpointId> healthy = java.util.stream.Stream.generate(this::endpoint).limit(10).toList();
    engine.start();
    await().until(() -> receiver.hanging() == 10);

    long start = System.nanoTime();
    healthy.forEach(endpoint -> rows.deliveries(endpoint, 10));
    engine.bell.deliveriesWaiting();
    await().atMost(Duration.ofSeconds(20)).until(() -> rows.queued() == 2_000);

    assertThat(receiver.received()).hasSize(100);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("long before the hanging ones time out")
        .isLessThan(Duration.ofSeconds(15));
    assertThat(receiver.hanging()).as("its share, and no more").isEqualTo(10);
  }

  @Test
  void keys_keep_their_order_through_failures_while_others_flow() {
    EndpointId endpoint = endpoint();
    set(endpoint, "ordering = 'key'");
    Map<String, List<String>> published = new java.util.concurrent.ConcurrentHashMap<>();
    receiver.next(500, 200, 503, 200, 200, 500, 200, 500, 500);
    engine.start();
    List.of("a", "b", "c", "d").parallelStream()
        .forEach(key ->
            published.put(
                key,
                java.util.stream.IntStream.range(0, 12)
                    .mapToObj(i -> {
                      DeliveryId delivery =
                          database.transactions().required(() -> rows.inLine(endpoint, key));
                      engine.bell.deliveriesWaiting();
                      return event(delivery);
                    })
                    .toList()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          rows.endWaits();
          engine.bell.deliveriesWaiting();
          return rows.queued() == 0;
        });

    List<String> arrived =
        receiver.received().stream().map(Receiver.Received::id).distinct().toList();
    assertThat(receiver.received()).as("48 events and five failures").hasSize(53);
    published.forEach((key, events) ->
        assertThat(arrived.stream().filter(events::contains))
            .as("order of key " + key)
            .containsExactlyElementsOf(events));
  }

  @Test
  void deleting_an_endpoint_or_a_subscription_ends_their_deliveries() {
    EndpointId gone = endpoint();
    EndpointId staying = endpoint();
    SubscriptionId cancelled = new SubscriptionId(rows.id());
    DeliveryId one = rows.delivery(gone);
    DeliveryId two = rows.delivery(staying, cancelled, false);
    DeliveryId three = rows.delivery(staying);

    engine.control.endpointDeleted(QueueFixture.TENANT, gone);
    engine.control.subscriptionDeleted(QueueFixture.TENANT, cancelled);

    assertThat(rows.state(one).reason()).isEqualTo("endpoint_deleted");
    assertThat(rows.state(two).reason()).isEqualTo("subscription_deleted");
    assertThat(rows.state(three).status()).isEqualTo("PENDING");
    assertThat(rows.queued()).isEqualTo(1);
  }

  @Test
  void a_person_cancels_what_waits_and_sends_again_what_is_over() {
    DeliveryId delivery = rows.delivery(endpoint());
    assertThat(engine.control.cancel(QueueFixture.TENANT, delivery)).isTrue();
    assertThat(rows.state(delivery).reason()).isEqualTo("cancelled_by_user");
    assertThat(engine.control.cancel(QueueFixture.TENANT, delivery)).isFalse();
    engine.start();

    assertThat(engine.control.retry(QueueFixture.TENANT, delivery)).isEqualTo(Resent.QUEUED);
    awaitStatus(delivery, "DELIVERED");
    assertThat(engine.control.retry(QueueFixture.TENANT, delivery)).isEqualTo(Resent.QUEUED);
    await().until(() -> receiver.received().size() == 2 && rows.queued() == 0);
    assertThat(rows.state(delivery).attempts()).isEqualTo(2);
    assertThat(receiver.received().get(0).id()).isEqualTo(receiver.received().get(1).id());
  }

  @Test
  void during_a_rotation_both_secrets_sign() {
    EndpointId endpoint = endpoint();
    SecretVersion next =
        new SecretVersion(
            "sec_00000000000000000000000002",
            SecretText.of("whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY="),
            Instant.now(),
            null);
    engine.rings.put(
        endpoint.uuid(),
        new SecretRing(List.of(EngineRig.SECRET))
            .rotateTo(next, Instant.now(), Duration.ofHours(1)));
    DeliveryId delivery = rows.delivery(endpoint);
    engine.start();
    awaitStatus(delivery, "DELIVERED");

    Receiver.Received request = receiver.received().getFirst();
    assertThat(request.headers().first("webhook-signature"))
        .contains(expected(request, next) + " " + expected(request, EngineRig.SECRET));
  }

  @Test
  void the_engine_recovers_by_itself_when_the_store_comes_back() {
    AtomicInteger claims = new AtomicInteger(2);
    AtomicInteger settlements = new AtomicInteger(3);
    engine.close();
    engine = rig(queue -> new Flaky(queue, claims, settlements)).start();
    List<DeliveryId> deliveries = rows.deliveries(endpoint(), 20);
    engine.bell.deliveriesWaiting();

    deliveries.forEach(delivery -> awaitStatus(delivery, "DELIVERED"));
    assertThat(claims).hasNonPositiveValue();
    assertThat(settlements).hasNonPositiveValue();
    assertThat(receiver.received()).as("a result is stored late, not sent twice").hasSize(20);
  }

  @Test
  void what_is_being_sent_stays_leased_while_a_node_stops() {
    engine.close();
    engine =
        new EngineRig(
            database,
            UnaryOperator.identity(),
            Map.of(
                "postern.delivery.poll", "50ms",
                "postern.delivery.lease", "6s",
                "postern.delivery.drain", "9s"));
    rows.delivery(rows.endpoint(receiver.hangingUrl(), null));
    engine.start();
    await().until(() -> receiver.hanging() == 1);
    Instant claimed = leasedUntil();

    engine.close();

    assertThat(leasedUntil()).isAfter(claimed.plusSeconds(3));
  }

  private Instant leasedUntil() {
    return database
        .database()
        .queryOne(
            "select due_at from delivery_queue where lease_token is not null",
            row -> row.instant("due_at"))
        .orElseThrow();
  }

  @Test
  void a_trial_shot_is_signed_answered_and_leaves_nothing_behind() {
    receiver.next(204);
    Attempt attempt = engine.testSend.send(QueueFixture.TENANT, endpoint(), "ping");

    assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(attempt.request().headers()).containsKey("webhook-signature");
    assertThat(
            new String(
                receiver.received().getFirst().body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(attempt.request().body())
        .startsWith("{\"type\":\"ping\",\"timestamp\":");
    assertThat(rows.queued()).isZero();
  }

  private String event(DeliveryId delivery) {
    return database
        .database()
        .queryOne(
            "select event_id from delivery where id = ?",
            row -> new dev.postern.core.id.EventId(row.uuid("event_id")).toString(),
            delivery)
        .orElseThrow();
  }

  private EndpointId endpoint() {
    return rows.endpoint(receiver.url(), null);
  }

  private void set(EndpointId endpoint, String assignment) {
    database.database().update("update endpoint set " + assignment + " where id = ?", endpoint);
  }

  private String status(EndpointId endpoint) {
    return database
        .database()
        .queryOne(
            "select status, status_reason from endpoint_health where endpoint_id = ?",
            row -> row.text("status") + " " + row.textOrNull("status_reason"),
            endpoint)
        .orElseThrow();
  }

  /** What slipped past is held by the next look around, here at once. */
  private State holdNow(EndpointId endpoint, DeliveryId delivery) {
    database
        .transactions()
        .run(() ->
            new dev.postern.outbound.claim.BacklogStore(
                    database.database(),
                    new dev.postern.outbound.claim.KeyLines(database.database()))
                .hold(endpoint, "endpoint_disabled", 10));
    return rows.state(delivery);
  }

  private void awaitStatus(DeliveryId delivery, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rows.state(delivery).status()).isEqualTo(status));
  }

  private void awaitAttempts(DeliveryId delivery, int count) {
    await().atMost(Duration.ofSeconds(30)).until(() -> rows.state(delivery).attempts() == count);
  }

  private static String expected(Receiver.Received request, SecretVersion secret) {
    long seconds = Long.parseLong(request.headers().first("webhook-timestamp").orElseThrow());
    HeaderFields signed =
        StandardWebhooks.sign(
            request.id(), Instant.ofEpochSecond(seconds), request.body(), List.of(secret));
    return signed.first("webhook-signature").orElseThrow();
  }

  /** Fails while there are failures left. */
  private record Flaky(DeliveryQueue queue, AtomicInteger claims, AtomicInteger settlements)
      implements DeliveryQueue {
    @Override
    public ClaimBatch claim(ClaimRequest request) {
      fail(claims);
      return queue.claim(request);
    }

    @Override
    public PacedClaim claimPaced(ClaimRequest request, EndpointId endpoint) {
      return queue.claimPaced(request, endpoint);
    }

    @Override
    public void renew(Collection<ClaimedDelivery> deliveries, Duration length) {
      queue.renew(deliveries, length);
    }

    @Override
    public void release(Collection<ClaimedDelivery> deliveries) {
      queue.release(deliveries);
    }

    @Override
    public Set<ClaimedDelivery> settle(Collection<QueueMove> moves) {
      fail(settlements);
      return queue.settle(moves);
    }

    private static void fail(AtomicInteger left) {
      if (left.getAndDecrement() > 0) {
        throw new StoreException("away", new SQLException("away"));
      }
    }
  }

  static final class H2Test extends DeliveryEngineContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends DeliveryEngineContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
