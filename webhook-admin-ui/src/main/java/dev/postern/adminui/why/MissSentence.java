package dev.postern.adminui.why;

import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.subscription.EventTypePattern;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.util.List;
import java.util.stream.Collectors;

/** Says why an endpoint has no delivery of an event, from what its subscriptions are now. Pure. */
record MissSentence(EventEntry event, Endpoint endpoint, List<Subscription> subscriptions) {

  /** The subscription took the event by its type, and its filter kept it back. */
  static String filtered(FilteredOut by, List<Subscription> known) {
    String filter =
        known.stream()
            .filter(subscription -> subscription.id().equals(by.subscriptionId()))
            .map(subscription -> subscription.settings().filter())
            .findFirst()
            .map(text -> ", whose filter is now: " + text)
            .orElse(", which was deleted since");
    return by.reason().equals("filter_false")
        ? "Filtered out by " + by.subscriptionId() + filter
        : "The filter of "
            + by.subscriptionId()
            + " could not be evaluated ("
            + by.reason().replace("filter_error: ", "")
            + ")"
            + filter;
  }

  String text() {
    if (endpoint.createdAt().isAfter(event.createdAt())) {
      return "The endpoint was registered after this event.";
    }
    if (subscriptions.isEmpty()) {
      return "The endpoint has no subscription, so it gets nothing.";
    }
    List<Subscription> asking =
        subscriptions.stream().filter(subscription -> asksFor(subscription.settings())).toList();
    if (asking.isEmpty()) {
      return "No subscription of it asks for " + event.type() + "; they ask for " + types() + ".";
    }
    return asking.stream().map(this::although).distinct().collect(Collectors.joining(" "));
  }

  private String although(Subscription subscription) {
    SubscriptionSettings settings = subscription.settings();
    String id = subscription.id().toString();
    if (!settings.enabled()) {
      return "Its subscription " + id + " asks for it, but is switched off.";
    }
    if (!settings.channels().isEmpty() && !settings.channels().contains(event.channel())) {
      return "Its subscription "
          + id
          + " takes only the channels "
          + String.join(", ", settings.channels())
          + "; the event's channel is "
          + (event.channel() == null ? "none" : event.channel())
          + ".";
    }
    if (subscription.createdAt().isAfter(event.createdAt())) {
      return "Its subscription " + id + " was made after this event.";
    }
    return subscription.updatedAt().isAfter(event.createdAt())
        ? "Its subscription " + id + " asks for it now; it was changed after this event."
        : "Its subscription " + id + " asks for it, but no delivery is kept any more.";
  }

  private boolean asksFor(SubscriptionSettings settings) {
    return settings.eventTypes().stream()
        .flatMap(text -> EventTypePattern.parse(text).stream())
        .anyMatch(pattern -> pattern.matches(event.type()));
  }

  private String types() {
    return subscriptions.stream()
        .flatMap(subscription -> subscription.settings().eventTypes().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
