package dev.postern.core.access;

import dev.postern.core.audit.Actor;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling: a key or a person.
 *
 * @param kind {@code api_key}, {@code user} or {@code system}
 * @param tenant empty for platform-wide callers; a key's is of the key's mode
 * @param permissions what the role allows, or less
 */
public record Caller(
    String kind,
    String id,
    String name,
    Optional<TenantId> tenant,
    Role role,
    Set<Permission> permissions) {

  public Caller {
    permissions = Set.copyOf(permissions);
  }

  /** Somebody who may all that the role allows. */
  public Caller(String kind, String id, String name, Optional<TenantId> tenant, Role role) {
    this(kind, id, name, tenant, role, role.permissions());
  }

  /** As the trail names them. */
  public Actor actor() {
    return new Actor(kind, id, name);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /**
   * Platform-wide callers reach every tenant, people both modes of their own, a key the mode that
   * it is of.
   */
  public boolean reaches(TenantId other) {
    return tenant.isEmpty()
        || tenant.get().equals(kind.equals("user") ? other.in(Mode.LIVE) : other);
  }
}
