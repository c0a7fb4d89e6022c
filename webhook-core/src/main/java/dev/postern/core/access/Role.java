package dev.postern.core.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person or key may do. Tenant roles act within their tenant only. */
public enum Role {
  PLATFORM_ADMIN(EnumSet.allOf(Permission.class)),
  ADMIN(EnumSet.complementOf(EnumSet.of(Permission.PLATFORM))),
  DEVELOPER(EnumSet.of(Permission.READ, Permission.PUBLISH, Permission.WRITE)),
  VIEWER(EnumSet.of(Permission.READ)),
  PUBLISHER(EnumSet.of(Permission.PUBLISH));

  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  /** What it allows at most. */
  public Set<Permission> permissions() {
    return Set.copyOf(permissions);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** The word in JSON: {@code admin}, {@code developer} … */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A tenant's role by its word; platform administrators are not made by tenants. */
  public static Optional<Role> ofTenant(String word) {
    return switch (word) {
      case "admin" -> Optional.of(ADMIN);
      case "developer" -> Optional.of(DEVELOPER);
      case "viewer" -> Optional.of(VIEWER);
      case "publisher" -> Optional.of(PUBLISHER);
      default -> Optional.empty();
    };
  }
}
