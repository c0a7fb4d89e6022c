package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code ntc_…}. */
public record NoticeId(UUID uuid) implements Id {
  private static final String PREFIX = "ntc";

  public static Optional<NoticeId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(NoticeId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
