package dev.postern.core.id;

import java.util.Optional;
import java.util.UUID;

/** {@code job_…}. */
public record JobId(UUID uuid) implements Id {
  private static final String PREFIX = "job";

  public static Optional<JobId> parse(String text) {
    return TypeId.decode(PREFIX, text).map(JobId::new);
  }

  @Override
  public String toString() {
    return TypeId.encode(PREFIX, uuid);
  }
}
