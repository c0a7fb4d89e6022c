package dev.postern.outbound.ledger;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.AttemptId;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.ledger.store.AttemptReader;
import dev.postern.outbound.ledger.store.DeliveryReader;
import dev.postern.outbound.ledger.store.EventReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must answer about events and deliveries. */
abstract class LedgerContract {
  private static final EndpointId NORTH = new EndpointId(new UUID(0x7002, 1));
  private static final EndpointId SOUTH = new EndpointId(new UUID(0x7002, 2));
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId(new UUID(0x7003, 1));
  private static final LedgerFilter ALL = LedgerFilter.all();
  private OutboundTables tables;
  private Database database;
  private Ledger ledger;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
    ledger =
        new Ledger(
            new EventReader(database), new DeliveryReader(database), new AttemptReader(database));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void what_waits_is_counted_as_its_list_is_filtered() {
    EventId paid = event(ACME, "invoice.paid", null);
    delivery(paid, NORTH, "invoice.paid", DeliveryStatus.PENDING);
    delivery(paid, SOUTH, "invoice.paid", DeliveryStatus.RETRYING);
    delivery(paid, SOUTH, "invoice.paid", DeliveryStatus.DEAD);
    Pulse pulse = new Pulse(database);
    for (DeliveryStatus status : List.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING)) {
      assertThat(pulse.of(ACME, status).rows()).isEqualTo(found(by(status, null)).size());
      assertThat(pulse.of(OTHER, status).none()).isTrue();
    }
  }

  @Test
  void each_filter_keeps_what_it_names() {
    EventId paid = event(ACME, "invoice.paid", "order-1");
    DeliveryId delivered = delivery(paid, NORTH, "invoice.paid", DeliveryStatus.DELIVERED);
    DeliveryId dead = delivery(paid, SOUTH, "invoice.paid", DeliveryStatus.DEAD);
    later();
    EventId made = event(ACME, "user_100.made", null);
    Instant second = tables.now;
    DeliveryId waiting = delivery(made, NORTH, "user_100.made", DeliveryStatus.PENDING);

    assertThat(found(ALL)).containsExactly(waiting, dead, delivered);
    assertThat(found(by(DeliveryStatus.DEAD, null))).containsExactly(dead);
    assertThat(found(by(null, NORTH))).containsExactly(waiting, delivered);
    assertThat(found(by(DeliveryStatus.DELIVERED, SOUTH))).isEmpty();
    assertThat(found(type("invoice.paid"))).containsExactly(dead, delivered);
    assertThat(found(type("invoice"))).isEmpty();
    assertThat(found(between(second, null))).containsExactly(waiting);
    assertThat(found(between(null, second))).containsExactly(dead, delivered);
    assertThat(found(q(dead.toString()))).containsExactly(dead);
    assertThat(found(q(paid.toString()))).containsExactly(dead, delivered);
    assertThat(found(q(SOUTH.toString()))).containsExactly(dead);
    assertThat(found(q("order-1"))).containsExactly(dead, delivered);
    assertThat(found(q("voice"))).containsExactly(dead, delivered);
    assertThat(found(q("user_1"))).containsExactly(waiting);
    assertThat(found(q("r%e"))).isEmpty();
    assertThat(ledger.deliveries(OTHER, ALL, PageRequest.first(9)).data()).isEmpty();

    assertThat(events(ALL)).containsExactly(made, paid);
    assertThat(events(by(DeliveryStatus.DEAD, null))).containsExactly(paid);
    assertThat(events(by(DeliveryStatus.DEAD, NORTH))).isEmpty();
    assertThat(events(by(null, NORTH))).containsExactly(made, paid);
    assertThat(events(type("user_100.made"))).containsExactly(made);
    assertThat(events(between(second, null))).containsExactly(made);
    assertThat(events(q("order-1"))).containsExactly(paid);
    assertThat(events(q(dead.toString()))).containsExactly(paid);
    assertThat(ledger.events(OTHER, ALL, PageRequest.first(9)).data()).isEmpty();
  }

  @Test
  void what_is_leased_is_being_sent_until_the_lease_runs_out() {
    EventId event = event(ACME, "a", null);
    DeliveryId waiting = delivery(event, NORTH, "a", DeliveryStatus.PENDING);
    DeliveryId leased = delivery(event, NORTH, "a", DeliveryStatus.RETRYING);
    DeliveryId expired = delivery(event, NORTH, "a", DeliveryStatus.RETRYING);
    queue(waiting, event, null, "+ interval '-1' minute");
    queue(leased, event, UUID.randomUUID(), "+ interval '1' minute");
    queue(expired, event, UUID.randomUUID(), "+ interval '-1' minute");

    assertThat(found(by(DeliveryStatus.SENDING, null))).containsExactly(leased);
    assertThat(found(by(DeliveryStatus.PENDING, null))).containsExactly(waiting);
    assertThat(found(by(DeliveryStatus.RETRYING, null))).containsExactly(expired);
    assertThat(ledger.delivery(ACME, leased).orElseThrow().delivery().status())
        .isEqualTo(DeliveryStatus.SENDING);
    assertThat(events(by(DeliveryStatus.SENDING, NORTH))).containsExactly(event);
    assertThat(events(by(DeliveryStatus.SENDING, SOUTH))).isEmpty();
  }

  @Test
  void pages_are_stable_while_rows_are_added() {
    EventId event = event(ACME, "a", null);
    List<DeliveryId> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(delivery(event, NORTH, "a", DeliveryStatus.DELIVERED));
    }
    List<DeliveryId> seen = new ArrayList<>();
    PageRequest request = PageRequest.first(2);
    for (String cursor = ""; cursor != null; ) {
      Page<Delivery> page = ledger.deliveries(ACME, ALL, request);
      page.data().forEach(delivery -> seen.add(delivery.id()));
      delivery(event, NORTH, "a", DeliveryStatus.PENDING);
      cursor = page.nextCursor();
      request = PageRequest.of("2", cursor);
    }
    assertThat(seen).containsExactlyElementsOf(made);
  }

  @Test
  void a_delivery_comes_with_its_attempts_and_what_they_sent() {
    EventId event = event(ACME, "a", null);
    DeliveryId delivery = delivery(event, NORTH, "a", DeliveryStatus.DEAD);
    attempt(delivery, 2, AttemptOutcome.HTTP_ERROR, 500);
    attempt(delivery, 1, AttemptOutcome.TIMEOUT, null);

    DeliveryDetails details = ledger.delivery(ACME, delivery).orElseThrow();
    assertThat(details.attempts()).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(details.attempts().getFirst().response()).isNull();
    assertThat(details.attempts().getLast())
        .satisfies(attempt -> {
          assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.HTTP_ERROR);
          assertThat(attempt.timings().total()).isEqualTo(Duration.ofMillis(12));
          assertThat(attempt.timings().dns()).isNull();
          assertThat(attempt.request())
              .isEqualTo(new Attempt.Request(Map.of("webhook-id", "x"), "{payload}"));
          assertThat(attempt.response())
              .isEqualTo(new Attempt.Response(500, Map.of("server", "y"), "no", true));
        });
    assertThat(ledger.delivery(OTHER, delivery)).isEmpty();
  }

  @Test
  void a_large_body_is_shown_up_to_its_bound_and_never_in_half_a_character() {
    String rockets = "\uD83D\uDE80".repeat(200_000);

    Attempt.Request odd = new Attempt.Request(Map.of(), "x" + rockets);
    Attempt.Request stored = new Attempt.Request(Map.of(), Attempt.Request.kept("x" + rockets));

    assertThat(odd.body()).hasSize(Attempt.Request.MOST_SHOWN - 1).endsWith("\uD83D\uDE80");
    assertThat(odd.bodyTruncated()).isTrue();
    assertThat(stored).isEqualTo(odd);
    assertThat(new Attempt.Request(Map.of(), "{}").bodyTruncated()).isFalse();
  }

  private List<DeliveryId> found(LedgerFilter filter) {
    return ledger.deliveries(ACME, filter, PageRequest.first(50)).data().stream()
        .map(Delivery::id)
        .toList();
  }

  private List<EventId> events(LedgerFilter filter) {
    return ledger.events(ACME, filter, PageRequest.first(50)).data().stream()
        .map(details -> details.event().id())
        .toList();
  }

  private void later() {
    tables.now = tables.now.plus(Duration.ofMinutes(10));
  }

  private EventId event(TenantId tenant, String type, @Nullable String externalId) {
    EventId id = new EventId(tables.id());
    database.update(
        """
        insert into event (id, tenant_id, external_id, type, occurred_at, payload, created_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        tenant,
        externalId,
        type,
        tables.now,
        "{payload}".getBytes(StandardCharsets.UTF_8),
        tables.now);
    if (externalId != null) {
      database.update(
          "insert into event_key (tenant_id, external_id, event_id, created_at) values (?,?,?,?)",
          tenant,
          externalId,
          id,
          tables.now);
    }
    return id;
  }

  private DeliveryId delivery(
      EventId event, EndpointId endpoint, String type, DeliveryStatus status) {
    DeliveryId id = new DeliveryId(tables.id());
    database.update(
        """
        insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
          status, attempt_count, created_at) values (?, ?, ?, ?, ?, ?, ?, 0, ?)
        """,
        id,
        ACME,
        event,
        endpoint,
        SUBSCRIPTION,
        type,
        status,
        tables.now);
    return id;
  }

  private void queue(DeliveryId id, EventId event, @Nullable UUID lease, String due) {
    database.update(
        "insert into delivery_queue"
            + " (id, tenant_id, endpoint_id, event_id, due_at, lease_token, attempt_count, held)"
            + " values (?, ?, ?, ?, current_timestamp "
            + due
            + ", ?, 0, false)",
        id,
        ACME,
        NORTH,
        event,
        lease);
  }

  private void attempt(
      DeliveryId delivery, int number, AttemptOutcome outcome, @Nullable Integer status) {
    database.update(
        """
        insert into attempt (id, tenant_id, delivery_id, number, started_at, duration_ms, outcome,
          response_status, request_headers, response_headers, response_body,
          response_body_truncated, detail)
        values (?, ?, ?, ?, ?, 12, ?, ?, '{"webhook-id":"x"}', '{"server":"y"}', 'no', true, 'd')
        """,
        new AttemptId(tables.id()),
        ACME,
        delivery,
        number,
        tables.now,
        outcome,
        status);
  }

  private static LedgerFilter by(@Nullable DeliveryStatus status, @Nullable EndpointId endpoint) {
    return new LedgerFilter(status, endpoint, null, null, null, null);
  }

  private static LedgerFilter type(String type) {
    return new LedgerFilter(null, null, type, null, null, null);
  }

  private static LedgerFilter between(@Nullable Instant since, @Nullable Instant until) {
    return new LedgerFilter(null, null, null, since, until, null);
  }

  private static LedgerFilter q(String text) {
    return new LedgerFilter(null, null, null, null, null, text);
  }

  static final class H2Test extends LedgerContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends LedgerContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
