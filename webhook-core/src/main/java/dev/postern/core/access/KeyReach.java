package dev.postern.core.access;

import dev.postern.core.id.Mode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a key may, and in which mode.
 *
 * @param scopes some of the role's permissions; empty: all of them
 */
public record KeyReach(Role role, List<Permission> scopes, Mode mode) {
  public KeyReach {
    scopes = List.copyOf(new TreeSet<>(scopes));
  }

  /** All that the role allows, in the live mode. */
  public static KeyReach of(Role role) {
    return new KeyReach(role, List.of(), Mode.LIVE);
  }

  /** The permissions that are in force: never more than the role's. */
  public Set<Permission> permissions() {
    Set<Permission> allowed = new TreeSet<>(role.permissions());
    if (!scopes.isEmpty()) {
      allowed.retainAll(scopes);
    }
    return allowed;
  }
}
