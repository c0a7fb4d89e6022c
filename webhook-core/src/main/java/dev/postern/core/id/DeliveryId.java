package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code dlv_…}. */
public record DeliveryId(UUID uuid) implements Id {
  private static final String PREFIX = "dlv";

  public static Optional<DeliveryId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(DeliveryId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
