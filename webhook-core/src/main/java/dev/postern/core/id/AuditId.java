package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code aud_…}. */
public record AuditId(UUID uuid) implements Id {
  private static final String PREFIX = "aud";

  public static Optional<AuditId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(AuditId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
