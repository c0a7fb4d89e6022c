package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code src_…}. */
public record SourceId(UUID uuid) implements Id {
  private static final String PREFIX = "src";

  public static Optional<SourceId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(SourceId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
