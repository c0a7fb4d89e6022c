package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code msr_…}. */
public record MeasureId(UUID uuid) implements Id {
  private static final String PREFIX = "msr";

  public static Optional<MeasureId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(MeasureId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
