package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code rcv_…}. */
public record ReceivedId(UUID uuid) implements Id {
  private static final String PREFIX = "rcv";

  public static Optional<ReceivedId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(ReceivedId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
