package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code usr_…}. */
public record UserId(UUID uuid) implements Id {
  private static final String PREFIX = "usr";

  public static Optional<UserId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(UserId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
