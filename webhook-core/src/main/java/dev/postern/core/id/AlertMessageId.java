package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code alm_…}. */
public record AlertMessageId(UUID uuid) implements Id {
  private static final String PREFIX = "alm";

  public static Optional<AlertMessageId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(AlertMessageId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
