package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code rej_…}. */
public record RejectionId(UUID uuid) implements Id {
  private static final String PREFIX = "rej";

  public static Optional<RejectionId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(RejectionId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
