package dev.postern.outbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryDetails;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in an answer.
 *
 * @param attempts on GET of one
 */
public record DeliveryAnswer(
    DeliveryId id,
    EventId eventId,
    String eventType,
    EndpointId endpointId,
    SubscriptionId subscriptionId,
    String status,
    int attemptCount,
    @Nullable Instant nextAttemptAt,
    @Nullable String statusReason,
    @Nullable String statusDetail,
    Instant createdAt,
    @Nullable Instant completedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AttemptAnswer> attempts) {

  static DeliveryAnswer of(Delivery delivery) {
    return of(delivery, null);
  }

  static DeliveryAnswer of(DeliveryDetails details) {
    return of(details.delivery(), details.attempts().stream().map(AttemptAnswer::of).toList());
  }

  private static DeliveryAnswer of(Delivery delivery, @Nullable List<AttemptAnswer> attempts) {
    return new DeliveryAnswer(
        delivery.id(),
        delivery.eventId(),
        delivery.eventType(),
        delivery.endpointId(),
        delivery.subscriptionId(),
        delivery.status().word(),
        delivery.attemptCount(),
        delivery.nextAttemptAt(),
        delivery.statusReason(),
        delivery.statusDetail(),
        delivery.createdAt(),
        delivery.completedAt(),
        attempts);
  }
}
