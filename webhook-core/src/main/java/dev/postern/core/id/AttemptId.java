package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code att_…}. */
public record AttemptId(UUID uuid) implements Id {
  private static final String PREFIX = "att";

  public static Optional<AttemptId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(AttemptId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
