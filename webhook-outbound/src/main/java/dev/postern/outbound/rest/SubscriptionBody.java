package dev.postern.outbound.rest;

import dev.postern.core.id.EndpointId;
import dev.postern.outbound.Findings;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be said of a subscription in a request; what is left out or null is the default. */
public record SubscriptionBody(
    @Nullable String endpointId,
    @Nullable List<@Nullable String> eventTypes,
    @Nullable List<@Nullable String> channels,
    @Nullable String filter,
    @Nullable String transformation,
    @Nullable Boolean enabled) {

  static SubscriptionBody of(SubscriptionSettings settings) {
    return new SubscriptionBody(
        settings.endpoint().toString(),
        List.copyOf(settings.eventTypes()),
        List.copyOf(settings.channels()),
        settings.filter(),
        settings.transformation(),
        settings.enabled());
  }

  SubscriptionSettings settings() {
    Findings findings = new Findings();
    if (endpointId == null) {
      findings.add("missing_field", "/endpoint_id", "A subscription has an endpoint_id.");
    }
    if (eventTypes == null) {
      findings.add("missing_field", "/event_types", "A subscription has event_types.");
    }
    findings.raise();
    Optional<EndpointId> endpoint = EndpointId.parse(Objects.requireNonNullElse(endpointId, ""));
    if (endpoint.isEmpty()) {
      findings.add("unknown_endpoint", "/endpoint_id", "This tenant has no such endpoint.").raise();
    }
    return new SubscriptionSettings(
        endpoint.orElseThrow(),
        words(eventTypes),
        words(channels),
        filter,
        transformation,
        enabled == null || enabled);
  }

  /** A null among them becomes the empty text, which no rule lets pass. */
  private static List<String> words(@Nullable List<@Nullable String> given) {
    return given == null
        ? List.of()
        : given.stream().map(word -> Objects.requireNonNullElse(word, "")).toList();
  }
}
