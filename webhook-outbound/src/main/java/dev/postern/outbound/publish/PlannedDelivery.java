package dev.postern.outbound.publish;

import dev.postern.core.id.DeliveryId;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.DeliveryChange;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.subscription.Route;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery about to be stored; held when its endpoint is not sent to at present.
 *
 * @param line the line it joins, where deliveries of one key wait for each other
 */
public record PlannedDelivery(
    DeliveryId id,
    EventEntry event,
    Route route,
    EndpointStatus endpoint,
    Optional<KeyLines.Line> line) {

  public boolean held() {
    return switch (endpoint) {
      case ACTIVE -> false;
      case SUSPENDED, DISABLED -> true;
    };
  }

  /** Why it waits. */
  public @Nullable String reason() {
    return switch (endpoint) {
      case ACTIVE -> null;
      case SUSPENDED -> "endpoint_suspended";
      case DISABLED -> "endpoint_disabled";
    };
  }

  DeliveryChange change() {
    return new DeliveryChange(
        event.tenant(), id, event.id(), route.endpoint(), DeliveryStatus.PENDING);
  }
}
