package dev.postern.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Where a source's events carry their id and type, in place of what the provider's scheme knows.
 * Each is {@code header:Name} or {@code body:/json/pointer} (RFC 6901), or null.
 *
 * @param id where it is missing from a request, the scheme's own id counts
 */
public record EventLocation(@Nullable String id, @Nullable String type) {
  /** Whether the id stands in a field that few providers sign. */
  boolean idInHeader() {
    return id != null && id.startsWith("header:");
  }
}
