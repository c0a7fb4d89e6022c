package dev.postern.adminui.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MissSentenceTest {
  private static final Instant THEN = Instant.parse("2026-05-03T14:00:00Z");
  private static final UUID ID = new UUID(0x0199_0000_0000_7000L, 1);
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId(ID);

  @Test
  void an_endpoint_that_asks_for_other_types_is_told_so() {
    assertThat(missed(subscription("order.*", null, true)))
        .isEqualTo("No subscription of it asks for invoice.paid; they ask for order.*.");
  }

  @Test
  void a_subscription_that_is_switched_off_is_named() {
    assertThat(missed(subscription("invoice.*", null, false)))
        .contains(SUBSCRIPTION.toString())
        .endsWith("is switched off.");
  }

  @Test
  void an_endpoint_without_subscriptions_gets_nothing() {
    assertThat(missed()).isEqualTo("The endpoint has no subscription, so it gets nothing.");
  }

  @Test
  void a_filter_is_quoted_and_an_error_in_it_is_told_apart_from_a_no() {
    List<Subscription> known = List.of(subscription("*", "data.amount > 10", true));
    assertThat(MissSentence.filtered(new FilteredOut(SUBSCRIPTION, "filter_false"), known))
        .isEqualTo("Filtered out by " + SUBSCRIPTION + ", whose filter is now: data.amount > 10");
    assertThat(
            MissSentence.filtered(
                new FilteredOut(SUBSCRIPTION, "filter_error: no such key: amount"), known))
        .contains("could not be evaluated (no such key: amount)");
    assertThat(MissSentence.filtered(new FilteredOut(SUBSCRIPTION, "filter_false"), List.of()))
        .endsWith("which was deleted since");
  }

  private static String missed(Subscription... subscriptions) {
    EventEntry event =
        new EventEntry(
            new EventId(ID),
            new TenantId(ID),
            null,
            "invoice.paid",
            THEN,
            null,
            null,
            new byte[0],
            THEN);
    Endpoint endpoint =
        new Endpoint(
            new EndpointId(ID),
            new TenantId(ID),
            EndpointSettings.at("https://example.com/"),
            EndpointState.fresh(),
            THEN.minusSeconds(60),
            THEN.minusSeconds(60));
    return new MissSentence(event, endpoint, List.of(subscriptions)).text();
  }

  private static Subscription subscription(String type, @Nullable String filter, boolean enabled) {
    return new Subscription(
        SUBSCRIPTION,
        new TenantId(ID),
        new SubscriptionSettings(
            new EndpointId(ID), List.of(type), List.of(), filter, null, enabled),
        THEN.minusSeconds(30),
        THEN.minusSeconds(30));
  }
}
