package dev.postern.outbound.rest;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription in an answer. */
public record SubscriptionAnswer(
    SubscriptionId id,
    EndpointId endpointId,
    List<String> eventTypes,
    List<String> channels,
    @Nullable String filter,
    @Nullable String transformation,
    boolean enabled,
    Instant createdAt,
    Instant updatedAt) {

  static SubscriptionAnswer of(Subscription subscription) {
    SubscriptionSettings settings = subscription.settings();
    return new SubscriptionAnswer(
        subscription.id(),
        settings.endpoint(),
        settings.eventTypes(),
        settings.channels(),
        settings.filter(),
        settings.transformation(),
        settings.enabled(),
        subscription.createdAt(),
        subscription.updatedAt());
  }
}
