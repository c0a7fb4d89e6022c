package dev.postern.core.access;

import dev.postern.core.audit.Actor;
import dev.postern.core.id.TenantId;
import java.util.Optional;

/**
 * Who is calling: a key or a person.
 *
 * @param kind {@code api_key}, {@code user} or {@code system}
 * @param tenant empty for platform-wide callers
 */
public record Caller(String kind, String id, String name, Optional<TenantId> tenant, Role role) {

  /** As the trail names them. */
  public Actor actor() {
    return new Actor(kind, id, name);
  }

  /** Platform-wide callers reach every tenant, others their own only. */
  public boolean reaches(TenantId other) {
    return tenant.isEmpty() || tenant.get().equals(other);
  }
}
