package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code key_…}. */
public record ApiKeyId(UUID uuid) implements Id {
  private static final String PREFIX = "key";

  public static Optional<ApiKeyId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(ApiKeyId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
