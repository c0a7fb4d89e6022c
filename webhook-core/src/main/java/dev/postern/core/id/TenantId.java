package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code ten_…}. */
public record TenantId(UUID uuid) implements Id {
  private static final String PREFIX = "ten";

  public static Optional<TenantId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(TenantId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
