package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code sec_…}. */
public record SecretId(UUID uuid) implements Id {
  private static final String PREFIX = "sec";

  public static Optional<SecretId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(SecretId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
