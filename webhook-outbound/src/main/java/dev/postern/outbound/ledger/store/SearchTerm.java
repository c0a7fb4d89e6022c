package dev.postern.outbound.ledger.store;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a person typed into the search box, understood. */
sealed interface SearchTerm {
  record OfDelivery(DeliveryId id) implements SearchTerm {}

  record OfEvent(EventId id) implements SearchTerm {}

  record OfEndpoint(EndpointId id) implements SearchTerm {}

  /**
   * With every endpoint that it ever sent to, whose deliveries an index knows.
   *
   * @param endpoints empty when the tenant never had such a subscription
   */
  record OfSubscription(SubscriptionId id, Set<EndpointId> endpoints) implements SearchTerm {
    static OfSubscription of(SubscriptionId id, TenantId tenant, Database database) {
      return new OfSubscription(id, SubscriptionEndpoints.ever(id, tenant, database));
    }

    /** For rows of {@code delivery} as {@code d}. */
    void of(Conditions where) {
      where.and("d.subscription_id = ?", id);
      if (endpoints.size() == 1) {
        // The index has them in the order of the list: of a busy one, a page is read.
        where.and("d.endpoint_id = ?", endpoints.iterator().next());
      } else {
        Object[] ids = endpoints.stream().map(EndpointId::uuid).toArray(UUID[]::new);
        where.and("d.endpoint_id = any(?)", (Object) ids);
      }
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
                .containing(text, tenant, TypeWords.most(database), database)
                .<SearchTerm>map(Types::new)
                .orElseGet(() -> new Words(text)));
  }
}
