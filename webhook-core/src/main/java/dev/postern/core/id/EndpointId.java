package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code ep_…}. */
public record EndpointId(UUID uuid) implements Id {
  private static final String PREFIX = "ep";

  public static Optional<EndpointId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(EndpointId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
