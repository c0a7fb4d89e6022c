package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code dny_…}. */
public record DenyListId(UUID uuid) implements Id {
  private static final String PREFIX = "dny";

  public static Optional<DenyListId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(DenyListId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
