package dev.postern.outbound.ledger.store;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import java.util.List;
import java.util.Optional;

/** What a person typed into the search box, understood. */
sealed interface SearchTerm {
  record OfDelivery(DeliveryId id) implements SearchTerm {}

  record OfEvent(EventId id) implements SearchTerm {}

  record OfEndpoint(EndpointId id) implements SearchTerm {}

  /**
   * With the endpoint it has always sent to, whose deliveries an index knows.
   *
   * @param endpoint empty when the subscription was changed or deleted: it may have had another,
   *     and the tenant's rows are walked
   */
  record OfSubscription(SubscriptionId id, Optional<EndpointId> endpoint) implements SearchTerm {
    static OfSubscription of(SubscriptionId id, TenantId tenant, Database database) {
      return new OfSubscription(
          id,
          database.queryOne(
              """
              select endpoint_id from subscription
               where id = ? and tenant_id = ? and updated_at = created_at
              """,
              row -> row.id("endpoint_id", EndpointId::new),
              id,
              tenant));
    }
  }

  /** All types that contain what was typed. */
  record Types(List<String> types) implements SearchTerm {
    String[] array() {
      return types.toArray(String[]::new);
    }
  }

  /** A part of a type, of a tenant with too many types to look at. */
  record Words(String text) implements SearchTerm {
    /** For {@code like … escape '!'}. */
    String pattern() {
      return "%" + text.replaceAll("[!%_]", "!$0") + "%";
    }
  }

  /** A publisher's own id is an event, and found by its key; only the rest is searched for. */
  static SearchTerm of(String text, TenantId tenant, Database database, TypeWords types) {
    Optional<SearchTerm> delivery = DeliveryId.parse(text).map(OfDelivery::new);
    return delivery
        .or(() -> EventId.parse(text).map(OfEvent::new))
        .or(() -> EndpointId.parse(text).map(OfEndpoint::new))
        .or(() -> SubscriptionId.parse(text).map(id -> OfSubscription.of(id, tenant, database)))
        .or(() ->
            database.queryOne(
                "select event_id from event_key where tenant_id = ? and external_id = ?",
                row -> new OfEvent(row.id("event_id", EventId::new)),
                tenant,
                text))
        .orElseGet(() ->
            types
                .containing(text, tenant, database)
                .<SearchTerm>map(Types::new)
                .orElseGet(() -> new Words(text)));
  }
}
