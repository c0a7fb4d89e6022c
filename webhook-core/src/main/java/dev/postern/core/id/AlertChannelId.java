package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code alc_…}. */
public record AlertChannelId(UUID uuid) implements Id {
  private static final String PREFIX = "alc";

  public static Optional<AlertChannelId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(AlertChannelId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
