package dev.postern.outbound.rest;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.Mode;
import dev.postern.core.id.SubscriptionId;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.EventDetails;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.PayloadBytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event in an answer. */
public record EventAnswer(
    EventId id,
    Mode mode,
    @Nullable String externalId,
    String type,
    Instant timestamp,
    JsonText data,
    @Nullable String channel,
    @Nullable String orderingKey,
    Instant createdAt,
    List<DeliveryLine> deliveries,
    List<FilteredOut> filtered) {

  /** A delivery in the answer of its event. */
  public record DeliveryLine(
      DeliveryId id, SubscriptionId subscriptionId, EndpointId endpointId, String status) {
    static DeliveryLine of(Delivery delivery) {
      return new DeliveryLine(
          delivery.id(),
          delivery.subscriptionId(),
          delivery.endpointId(),
          delivery.status().word());
    }
  }

  static EventAnswer of(EventDetails details) {
    EventEntry event = details.event();
    return new EventAnswer(
        event.id(),
        event.tenant().mode(),
        event.externalId(),
        event.type(),
        event.timestamp(),
        PayloadBytes.data(event),
        event.channel(),
        event.orderingKey(),
        event.createdAt(),
        details.deliveries().stream().map(DeliveryLine::of).toList(),
        details.filtered());
  }
}
