package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code evt_…}. */
public record EventId(UUID uuid) implements Id {
  private static final String PREFIX = "evt";

  public static Optional<EventId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(EventId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
