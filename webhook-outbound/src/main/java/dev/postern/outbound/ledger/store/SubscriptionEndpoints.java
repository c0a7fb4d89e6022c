package dev.postern.outbound.ledger.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.store.Database;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that a subscription sends to and ever sent to. The trail tells: each change is in
 * it since there are subscriptions, nothing is ever taken out of it, and it outlives what it tells
 * of.
 */
final class SubscriptionEndpoints {
  private SubscriptionEndpoints() {}

  static Set<EndpointId> ever(SubscriptionId id, TenantId tenant, Database database) {
    Set<EndpointId> all = new HashSet<>();
    database
        .queryOne(
            "select endpoint_id from subscription where id = ? and tenant_id = ?",
            row -> row.id("endpoint_id", EndpointId::new),
            id,
            tenant)
        .ifPresent(all::add);
    for (AuditEntry entry : new AuditStore(database).ofTarget(tenant.uuid(), id.toString())) {
      endpoint(entry.before()).ifPresent(all::add);
      endpoint(entry.after()).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<EndpointId> endpoint(@Nullable String settings) {
    try {
      return settings == null
          ? Optional.empty()
          : EndpointId.parse(Json.mapper().readTree(settings).path("endpoint").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the trail holds what is no JSON", e);
    }
  }
}
