package dev.postern.outbound.publish;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.endpoint.TestEndpoints;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryChange;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.EventDetails;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.ledger.Ledger;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.store.AttemptReader;
import dev.postern.outbound.ledger.store.DeliveryReader;
import dev.postern.outbound.ledger.store.EventReader;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do when events are published. */
abstract class PublisherContract {
  private OutboundTables tables;
  private TestSubscriptions subscriptions;
  private Endpoints endpoints;
  private Publisher publisher;
  private Ledger ledger;
  private final DeliveryFeed feed = new DeliveryFeed();

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    subscriptions = new TestSubscriptions(tables);
    endpoints = TestEndpoints.over(tables, subscriptions.door);
    publisher = TestPublisher.over(tables, subscriptions.routes, feed);
    var database = tables.database.database();
    ledger =
        new Ledger(
            new EventReader(database), new DeliveryReader(database), new AttemptReader(database));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void an_id_of_128_characters_is_stored_whatever_characters_they_are() {
    subscribe(SubscriptionSettings.to(endpoint(), "*"));
    String emojis = "\uD83D\uDE80".repeat(128);
    EventDraft draft = new EventDraft(emojis, "a.b", json("1"), null, emojis, emojis);

    EventDetails event = accepted(publish(draft), 1);

    assertThat(event.event().externalId()).isEqualTo(emojis);
    assertThat(event.event().orderingKey()).isEqualTo(emojis);
    assertThat(publish(draft)).isInstanceOf(Publication.Duplicate.class);
    assertThat(publish(keyed(emojis + "x")))
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("invalid_value"));
  }

  @Test
  void what_was_received_is_forwarded_whatever_its_size_and_what_is_published_is_not() {
    subscribe(SubscriptionSettings.to(endpoint(), "*"));
    TextNode large = TextNode.valueOf("x".repeat(17 * 1024 * 1024));
    HandedEvents handed = new HandedEvents(publisher);

    handed.accept(ACME, new HandedEvent("rcv_1", "a.b", tables.now, large));
    handed.accept(ACME, new HandedEvent("rcv_2", "a.b", tables.now, large));

    assertThat(publish(draft("a.b", large.toString())))
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("payload_too_large"));
    Page<EventDetails> first = ledger.events(ACME, LedgerFilter.all(), PageRequest.first(50));
    assertThat(first.data()).as("a page of large events is cut").hasSize(1);
    assertThat(first.data().getFirst().deliveries()).hasSize(1);
    Page<EventDetails> second =
        ledger.events(ACME, LedgerFilter.all(), PageRequest.of(null, first.nextCursor()));
    assertThat(second.data())
        .extracting(event -> event.event().externalId())
        .containsExactly("rcv_1");
    assertThat(second.nextCursor()).isNull();
  }

  @Test
  void an_event_goes_to_every_subscription_that_matches_and_to_no_other_tenants() {
    EndpointId endpoint = endpoint();
    Subscription below = subscribe(SubscriptionSettings.to(endpoint, "invoice.*"));
    Subscription exact = subscribe(SubscriptionSettings.to(endpoint, "invoice.paid"));
    subscribe(SubscriptionSettings.to(endpoint, "invoice"));
    EndpointId foreign =
        endpoints.create(OTHER, EndpointSettings.at("https://o.example/"), null).endpoint().id();
    subscriptions.door.create(OTHER, SubscriptionSettings.to(foreign, "*"));

    EventDetails event = accepted(publish(draft("invoice.paid", "{}")), 2);

    assertThat(event.deliveries())
        .extracting(Delivery::subscriptionId)
        .containsExactlyInAnyOrder(below.id(), exact.id());
    assertThat(event.deliveries())
        .allSatisfy(delivery -> {
          assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
          assertThat(delivery.statusReason()).isNull();
          assertThat(delivery.endpointId()).isEqualTo(endpoint);
        });
    assertThat(tables.count("select count(*) from delivery_queue where not held")).isEqualTo(2);
    assertThat(tables.wakeUps).hasValue(1);
  }

  @Test
  void the_payload_keeps_every_digit_of_the_data() {
    String data = "{\"price\":1.10,\"big\":123456789012345678901234567890,\"e\":1e2,\"n\":null}";

    EventDetails event = accepted(publish(draft("a.b", data)), 0);

    assertThat(new String(event.event().payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"a.b\",\"timestamp\":\"2026-11-22T10:00:00.000Z\",\"data\":" + data + "}");
    assertThat(PayloadBytes.data(event.event()).text()).isEqualTo(data);
  }

  @Test
  void the_same_external_id_is_the_same_event() {
    subscribe(SubscriptionSettings.to(endpoint(), "*"));
    EventId first = accepted(publish(keyed("k-1")), 1).event().id();

    assertThat(publish(keyed("k-1"))).isEqualTo(new Publication.Duplicate(first));
    assertThat(publisher.publish(OTHER, keyed("k-1"))).isInstanceOf(Publication.Accepted.class);
    assertThat(tables.count("select count(*) from delivery")).isEqualTo(1);
  }

  @Test
  void of_many_publishers_of_one_external_id_exactly_one_wins() throws Exception {
    subscribe(SubscriptionSettings.to(endpoint(), "*"));
    List<Publication> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Publication>> work =
          IntStream.range(0, 8)
              .<Callable<Publication>>mapToObj(i -> () -> publish(keyed("race")))
              .toList();
      for (Future<Publication> outcome : threads.invokeAll(work)) {
        outcomes.add(outcome.get());
      }
    }

    Set<EventId> ids = new HashSet<>();
    for (Publication outcome : outcomes) {
      ids.add(
          switch (outcome) {
            case Publication.Accepted(EventId id, int deliveries) -> id;
            case Publication.Duplicate(EventId id) -> id;
            case Publication.Refused refused -> throw new AssertionError(refused);
          });
    }
    assertThat(ids).hasSize(1);
    assertThat(outcomes).filteredOn(Publication.Accepted.class::isInstance).hasSize(1);
    assertThat(tables.count("select count(*) from event")).isEqualTo(1);
  }

  @Test
  void a_batch_judges_each_event_and_answers_in_order() {
    subscribe(SubscriptionSettings.to(endpoint(), "*"));
    EventId known = accepted(publish(keyed("known")), 1).event().id();

    List<Publication> answers =
        publisher.publish(
            ACME,
            List.of(
                draft("a", "1"),
                draft("not a type", "1"),
                keyed("known"),
                keyed("twice"),
                keyed("twice")));

    assertThat(answers.get(0)).isInstanceOf(Publication.Accepted.class);
    assertThat(answers.get(1))
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo("invalid_event_type");
              assertThat(refused.problem().errors().getFirst().pointer()).isEqualTo("/type");
            });
    assertThat(answers.get(2)).isEqualTo(new Publication.Duplicate(known));
    EventId twice = ((Publication.Accepted) answers.get(3)).id();
    assertThat(answers.get(4)).isEqualTo(new Publication.Duplicate(twice));
    assertThat(tables.count("select count(*) from delivery")).isEqualTo(3);
  }

  @Test
  void a_thousand_events_are_one_transaction() {
    subscribe(SubscriptionSettings.to(endpoint(), "*"));

    List<Publication> answers =
        publisher.publish(ACME, IntStream.range(0, 1000).mapToObj(i -> keyed("n-" + i)).toList());

    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).isInstanceOf(Publication.Accepted.class));
    assertThat(tables.count("select count(*) from delivery_queue")).isEqualTo(1000);
    assertThat(tables.wakeUps).hasValue(1);
  }

  @Test
  void deliveries_of_a_suspended_or_disabled_endpoint_are_held_and_wake_nobody() {
    EndpointId suspended = endpoint();
    EndpointId disabled = endpoint();
    subscribe(SubscriptionSettings.to(suspended, "*"));
    subscribe(SubscriptionSettings.to(disabled, "*"));
    status(suspended, EndpointStatus.SUSPENDED);
    status(disabled, EndpointStatus.DISABLED);

    EventDetails event = accepted(publish(draft("a", "1")), 2);

    assertThat(event.deliveries())
        .extracting(Delivery::statusReason)
        .containsExactlyInAnyOrder("endpoint_suspended", "endpoint_disabled");
    assertThat(event.deliveries()).allSatisfy(d -> assertThat(d.nextAttemptAt()).isNull());
    assertThat(tables.count("select count(*) from delivery_queue where held")).isEqualTo(2);
    assertThat(tables.wakeUps).hasValue(0);
  }

  @Test
  void what_a_filter_keeps_back_is_on_record_with_its_reason() {
    EndpointId endpoint = endpoint();
    Subscription small = subscribe(filtered(endpoint, "data.amount < 10"));
    Subscription broken = subscribe(filtered(endpoint, "data.nothing == 1"));
    Subscription large = subscribe(filtered(endpoint, "data.amount > 10"));

    EventDetails event = accepted(publish(draft("a", "{\"amount\":100}")), 1);

    assertThat(event.deliveries()).extracting(Delivery::subscriptionId).containsExactly(large.id());
    assertThat(event.filtered())
        .contains(new FilteredOut(small.id(), "filter_false"))
        .filteredOn(out -> out.subscriptionId().equals(broken.id()))
        .singleElement()
        .satisfies(
            out -> assertThat(out.reason()).startsWith("filter_error: ").contains("nothing"));
  }

  @Test
  void a_subscription_that_another_node_just_made_or_changed_gets_the_next_event() {
    TestSubscriptions elsewhere = new TestSubscriptions(tables);
    EndpointId endpoint = endpoint();
    accepted(publish(draft("a.b", "1")), 0);

    SubscriptionId made =
        elsewhere.door.create(ACME, SubscriptionSettings.to(endpoint, "a.b")).id();
    accepted(publish(draft("a.b", "2")), 1);

    tables.now = tables.now.plusMillis(1);
    elsewhere.door.update(ACME, made, stored -> SubscriptionSettings.to(endpoint, "c.d"));
    accepted(publish(draft("a.b", "3")), 0);
    accepted(publish(draft("c.d", "4")), 1);
  }

  @Test
  void a_subscription_that_another_node_deleted_since_gets_nothing() {
    Subscription gone = subscribe(SubscriptionSettings.to(endpoint(), "*"));
    assertThat(subscriptions.routes(ACME)).hasSize(1);
    tables.database.database().update("delete from subscription where id = ?", gone.id());

    accepted(publish(draft("a", "1")), 0);
    assertThat(tables.count("select count(*) from delivery_queue")).isZero();
  }

  @Test
  void an_event_rolls_back_with_the_callers_transaction_and_nobody_hears_of_it() {
    subscribe(SubscriptionSettings.to(endpoint(), "*"));
    List<DeliveryChange> heard = new ArrayList<>();
    try (var listening = feed.subscribe(ACME, heard::add)) {
      assertThatThrownBy(() ->
              tables
                  .database
                  .transactions()
                  .run(() -> {
                    publish(keyed("lost"));
                    throw new IllegalStateException("the caller's own failure");
                  }))
          .hasMessage("the caller's own failure");
      assertThat(heard).isEmpty();

      accepted(publish(keyed("lost")), 1);
      assertThat(heard).hasSize(1);
    }
    assertThat(tables.count("select count(*) from event")).isEqualTo(1);
    assertThat(tables.wakeUps).hasValue(1);
  }

  @Test
  void channels_narrow_and_the_ordering_key_is_kept() {
    EndpointId endpoint = endpoint();
    subscribe(new SubscriptionSettings(endpoint, List.of("*"), List.of("eu"), null, null, true));
    subscribe(SubscriptionSettings.to(endpoint, "*"));

    accepted(publish(draft("a", "1")), 1);
    EventDetails inChannel =
        accepted(publish(new EventDraft(null, "a", json("1"), null, "eu", "customer-7")), 2);

    assertThat(inChannel.event().channel()).isEqualTo("eu");
    assertThat(inChannel.event().orderingKey()).isEqualTo("customer-7");
  }

  private EventDetails accepted(Publication publication, int deliveries) {
    assertThat(publication)
        .isInstanceOfSatisfying(
            Publication.Accepted.class,
            accepted -> assertThat(accepted.deliveries()).isEqualTo(deliveries));
    EventId id = ((Publication.Accepted) publication).id();
    EventDetails found = ledger.event(ACME, id).orElseThrow();
    assertThat(ledger.event(OTHER, id)).isEmpty();
    assertThat(ledger.events(ACME, LedgerFilter.all(), PageRequest.first(1)).data())
        .first()
        .extracting(details -> details.event().id())
        .isEqualTo(id);
    return found;
  }

  @Test
  void events_of_one_key_stand_in_one_line_also_within_a_batch_and_between_publishers()
      throws Exception {
    EndpointId ordered = endpoint();
    subscribe(SubscriptionSettings.to(ordered, "*"));
    EndpointId free = endpoint();
    subscribe(SubscriptionSettings.to(free, "*"));
    tables.database.database().update("update endpoint set ordering = 'key' where id = ?", ordered);
    EventDraft draft = new EventDraft(null, "a", json("1"), null, null, "customer-7");
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<List<Publication>>> work =
          IntStream.range(0, 16)
              .<Callable<List<Publication>>>mapToObj(
                  i -> () -> publisher.publish(ACME, List.of(draft, draft, draft)))
              .toList();
      for (Future<List<Publication>> outcome : threads.invokeAll(work)) {
        assertThat(outcome.get()).hasOnlyElementsOfType(Publication.Accepted.class);
      }
    }

    assertThat(tables.count("select count(*) from delivery_queue where waiting")).isEqualTo(47);
    assertThat(
            tables.count(
                """
                select count(*) from delivery_queue where not waiting and position =
                  (select min(position) from delivery_queue where endpoint_id = ?)
                """,
                ordered))
        .as("the first of the line may go")
        .isEqualTo(1);
    assertThat(
            ledger
                .deliveries(
                    ACME,
                    dev.postern.outbound.ledger.LedgerFilter.all(),
                    dev.postern.core.page.PageRequest.of("100", null))
                .data())
        .filteredOn(delivery -> "waiting_for_earlier".equals(delivery.statusReason()))
        .hasSize(47)
        .allSatisfy(delivery -> assertThat(delivery.nextAttemptAt()).isNull());
  }

  private Publication publish(EventDraft draft) {
    return publisher.publish(ACME, draft);
  }

  private EndpointId endpoint() {
    return endpoints
        .create(ACME, EndpointSettings.at("https://receiver.example/hook"), null)
        .endpoint()
        .id();
  }

  private Subscription subscribe(SubscriptionSettings settings) {
    return subscriptions.door.create(ACME, settings);
  }

  private static SubscriptionSettings filtered(EndpointId endpoint, String filter) {
    return new SubscriptionSettings(endpoint, List.of("*"), List.of(), filter, null, true);
  }

  private void status(EndpointId endpoint, EndpointStatus status) {
    tables
        .database
        .database()
        .update("update endpoint_health set status = ? where endpoint_id = ?", status, endpoint);
  }

  private static EventDraft draft(String type, String data) {
    return EventDraft.of(type, json(data));
  }

  private static EventDraft keyed(String externalId) {
    return new EventDraft(externalId, "a.b", json("{}"), null, null, null);
  }

  static JsonText json(String text) {
    return JsonText.trusted(text);
  }

  static final class H2Test extends PublisherContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends PublisherContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
