package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code sub_…}. */
public record SubscriptionId(UUID uuid) implements Id {
  private static final String PREFIX = "sub";

  public static Optional<SubscriptionId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(SubscriptionId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
