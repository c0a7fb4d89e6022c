package dev.postern.outbound.ledger.store;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import java.util.Optional;

/** What a person typed into the search box, understood. */
sealed interface SearchTerm {
  record OfDelivery(DeliveryId id) implements SearchTerm {}

  record OfEvent(EventId id) implements SearchTerm {}

  record OfEndpoint(EndpointId id) implements SearchTerm {}

  record OfSubscription(SubscriptionId id) implements SearchTerm {}

  /** A publisher's own id, or a part of a type. */
  record Words(String text) implements SearchTerm {
    /** For {@code like … escape '!'}. */
    String pattern() {
      return "%" + text.replaceAll("[!%_]", "!$0") + "%";
    }
  }

  static SearchTerm of(String text) {
    Optional<SearchTerm> delivery = DeliveryId.parse(text).map(OfDelivery::new);
    return delivery
        .or(() -> EventId.parse(text).map(OfEvent::new))
        .or(() -> EndpointId.parse(text).map(OfEndpoint::new))
        .or(() -> SubscriptionId.parse(text).map(OfSubscription::new))
        .orElseGet(() -> new Words(text));
  }
}
