package dev.postern.adminui.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.EventDetails;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventStoryTest {
  private static final Instant THEN = Instant.parse("2026-05-03T14:00:00Z");
  private static final int MANY = 120;

  /** To every endpoint but the last two; the last but one kept it back by its filter. */
  private static final EventDetails EVENT =
      new EventDetails(
          new EventEntry(
              new EventId(id(0)),
              new TenantId(id(0)),
              null,
              "invoice.paid",
              THEN,
              null,
              null,
              new byte[0],
              THEN),
          IntStream.range(0, MANY).mapToObj(EventStoryTest::delivery).toList(),
          List.of(new FilteredOut(new SubscriptionId(id(MANY)), "filter_false")));

  private static final List<Endpoint> KNOWN =
      IntStream.range(0, MANY + 2).mapToObj(EventStoryTest::endpoint).toList();

  @Test
  void nobody_with_a_delivery_is_told_as_not_asked_however_many_there_are() {
    assertThat(EventStory.missed(EVENT, KNOWN, List.of(subscription(MANY))))
        .extracting(Endpoint::id)
        .containsExactly(new EndpointId(id(MANY + 1)));
  }

  @Test
  void the_summary_counts_all_of_them() {
    assertThat(EventStory.summary(EVENT, 1, 52))
        .endsWith(
            "122 endpoints: 120 delivered, 1 filtered out, 1 not asked for."
                + " 52 of them are told here.");
  }

  @Test
  void a_change_elsewhere_does_not_concern_an_answer_of_one_event() {
    Answer answer = new Answer.OfEvent(EVENT.event(), "", List.of());
    assertThat(answer.eventId()).contains(EVENT.event().id());
    assertThat(new Answer.Unknown().eventId()).isEmpty();
  }

  private static Delivery delivery(int number) {
    return new Delivery(
        new DeliveryId(id(number)),
        new TenantId(id(0)),
        new EventId(id(0)),
        "invoice.paid",
        new EndpointId(id(number)),
        new SubscriptionId(id(number)),
        DeliveryStatus.DELIVERED,
        null,
        null,
        1,
        null,
        THEN,
        THEN);
  }

  private static Endpoint endpoint(int number) {
    return new Endpoint(
        new EndpointId(id(number)),
        new TenantId(id(0)),
        EndpointSettings.at("https://example.com/" + number),
        EndpointState.fresh(),
        THEN,
        THEN);
  }

  private static Subscription subscription(int number) {
    return new Subscription(
        new SubscriptionId(id(number)),
        new TenantId(id(0)),
        new SubscriptionSettings(
            new EndpointId(id(number)), List.of("*"), List.of(), "false", null, true),
        THEN,
        THEN);
  }

  private static UUID id(int number) {
    return new UUID(0x0199_0000_0000_7000L, number);
  }
}
