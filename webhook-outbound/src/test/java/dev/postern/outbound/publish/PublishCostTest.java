package dev.postern.outbound.publish;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.EndpointId;
import dev.postern.core.json.Json;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.Problem;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.TestEndpoints;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.EventDetails;
import dev.postern.outbound.ledger.Ledger;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.store.AttemptReader;
import dev.postern.outbound.ledger.store.DeliveryReader;
import dev.postern.outbound.ledger.store.EventReader;
import dev.postern.outbound.subscription.FilterAllowance;
import dev.postern.outbound.subscription.SubscriptionSettings;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the filters of one publish may cost, all together. */
class PublishCostTest {
  /** Of {@link #LARGE}: four large texts in one value, and what they are made of. */
  private static final long COST = 114_000;

  private static final String DEAR = "(data.t + data.t + data.t + data.t).size() > 3";
  private static final String TEXT = "x".repeat(200_000);
  private static final EventDraft LARGE = draft("large", TEXT);
  private static final EventDraft SMALL = draft("small", "x");

  private OutboundTables tables;
  private TestSubscriptions subscriptions;
  private Publisher publisher;
  private Ledger ledger;
  private EndpointId endpoint;

  @BeforeEach
  void open() {
    tables = OutboundTables.h2();
    subscriptions = new TestSubscriptions(tables);
    publisher = TestPublisher.over(tables, subscriptions.routes, new DeliveryFeed());
    var database = tables.database.database();
    ledger =
        new Ledger(
            new EventReader(database), new DeliveryReader(database), new AttemptReader(database));
    endpoint =
        TestEndpoints.over(tables, subscriptions.door)
            .create(ACME, EndpointSettings.at("https://receiver.example/"), null)
            .endpoint()
            .id();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void an_event_whose_filters_cost_too_much_together_is_refused_and_not_half_delivered() {
    dearSubscriptions((int) (FilterAllowance.OF_A_PUBLISH / COST) + 5);

    List<Publication> answers = publisher.publish(ACME, List.of(LARGE, SMALL));

    assertThat(problem(answers.get(0)).code()).isEqualTo("filters_too_costly");
    assertThat(problem(answers.get(0)).status()).isEqualTo(422);
    assertThat(problem(answers.get(1)).code()).isEqualTo("batch_too_costly");
    assertThat(events()).isEmpty();
    assertThat(publisher.publish(ACME, SMALL)).isInstanceOf(Publication.Accepted.class);
  }

  @Test
  void a_batch_is_taken_in_up_to_where_its_filters_cost_too_much_and_the_rest_goes_again() {
    int half = (int) (FilterAllowance.OF_A_PUBLISH / COST) / 2;
    dearSubscriptions(half);

    List<Publication> answers = publisher.publish(ACME, List.of(SMALL, LARGE, LARGE, LARGE, SMALL));

    assertThat(answers.subList(0, 3))
        .allSatisfy(answer ->
            assertThat(answer)
                .isInstanceOfSatisfying(
                    Publication.Accepted.class,
                    taken -> assertThat(taken.deliveries()).isEqualTo(half)));
    assertThat(answers.subList(3, 5))
        .allSatisfy(answer -> {
          assertThat(problem(answer).code()).isEqualTo("batch_too_costly");
          assertThat(problem(answer).status()).isEqualTo(429);
        });
    assertThat(events()).hasSize(3).allSatisfy(e -> assertThat(e.filtered()).isEmpty());
    assertThat(publisher.publish(ACME, List.of(LARGE, SMALL)))
        .hasOnlyElementsOfType(Publication.Accepted.class);
  }

  @Test
  void a_batch_that_is_sent_again_comes_to_its_end() {
    dearSubscriptions((int) (FilterAllowance.OF_A_PUBLISH / COST) / 2);
    List<EventDraft> batch = Stream.of("a", "b", "c", "d").map(PublishCostTest::named).toList();

    List<Publication> first = publisher.publish(ACME, batch);
    List<Publication> again = publisher.publish(ACME, batch);

    assertThat(first.subList(0, 2)).hasOnlyElementsOfType(Publication.Accepted.class);
    assertThat(problem(first.get(2)).code()).isEqualTo("batch_too_costly");
    assertThat(again.subList(0, 2))
        .extracting(answer -> ((Publication.Duplicate) answer).id())
        .isEqualTo(
            first.subList(0, 2).stream()
                .map(answer -> ((Publication.Accepted) answer).id())
                .toList());
    assertThat(again.subList(2, 4)).hasOnlyElementsOfType(Publication.Accepted.class);
    assertThat(events()).hasSize(4);
  }

  @Test
  void what_was_published_before_the_filters_grew_dear_is_a_duplicate() {
    EventDraft event = named("a");
    assertThat(publisher.publish(ACME, event)).isInstanceOf(Publication.Accepted.class);
    dearSubscriptions((int) (FilterAllowance.OF_A_PUBLISH / COST) + 5);

    assertThat(publisher.publish(ACME, event)).isInstanceOf(Publication.Duplicate.class);
  }

  @Test
  void a_webhook_on_its_way_out_that_costs_too_much_may_be_handed_over_again() {
    dearSubscriptions((int) (FilterAllowance.OF_A_PUBLISH / COST) + 5);
    var data = Json.mapper().createObjectNode().put("t", TEXT);
    HandedEvent event = new HandedEvent("r1", "large", tables.stamp().now(), data);

    assertThatThrownBy(() -> new HandedEvents(publisher).accept(ACME, event))
        .as("a ProblemException would end it for good")
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cost too much");
  }

  @Test
  void an_event_of_our_own_reaches_all_whatever_the_filters_cost_together() {
    int many = (int) (FilterAllowance.OF_A_PUBLISH / COST) + 5;
    subscribe(List.of("large"), DEAR, many);

    publisher.announce(ACME, LARGE, new EndpointId(tables.stamp().id()));

    assertThat(events()).singleElement().satisfies(e -> assertThat(e.filtered()).isEmpty());
  }

  @Test
  void everyday_filters_of_many_subscriptions_take_a_whole_batch() {
    subscribe("type == 'other' && data.t != 'x'", 300);

    List<Publication> answers = publisher.publish(ACME, Collections.nCopies(50, SMALL));

    assertThat(answers).hasSize(50).hasOnlyElementsOfType(Publication.Accepted.class);
  }

  private void dearSubscriptions(int count) {
    subscribe(DEAR, count);
  }

  private void subscribe(String filter, int count) {
    subscribe(List.of("*"), filter, count);
  }

  private void subscribe(List<String> types, String filter, int count) {
    SubscriptionSettings settings =
        new SubscriptionSettings(endpoint, types, List.of(), filter, null, true);
    for (int i = 0; i < count; i++) {
      assertThat(subscriptions.door.create(ACME, settings)).isNotNull();
    }
  }

  private List<EventDetails> events() {
    return ledger.events(ACME, LedgerFilter.all(), PageRequest.first(50)).data();
  }

  private static Problem problem(Publication answer) {
    assertThat(answer).isInstanceOf(Publication.Refused.class);
    return ((Publication.Refused) answer).problem();
  }

  private static EventDraft named(String id) {
    return new EventDraft(id, LARGE.type(), LARGE.data(), null, null, null);
  }

  private static EventDraft draft(String type, String text) {
    return new EventDraft(
        null, type, JsonText.trusted("{\"t\":\"" + text + "\"}"), null, null, null);
  }
}
