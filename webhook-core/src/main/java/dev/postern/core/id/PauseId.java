package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code pau_…}. */
public record PauseId(UUID uuid) implements Id {
  private static final String PREFIX = "pau";

  public static Optional<PauseId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(PauseId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
