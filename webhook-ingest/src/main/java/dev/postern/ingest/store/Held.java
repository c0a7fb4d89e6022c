package dev.postern.ingest.store;

import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The sources of a batch as they are while it is committed.
 *
 * @param sources those that exist
 * @param ends of those of their secrets that end or ended
 */
record Held(Set<SourceId> sources, Map<SecretId, Instant> ends) {
  boolean has(NewReceived row) {
    return sources.contains(row.source());
  }

  /**
   * Whether what proved it was over when it came. It was live when it was judged, but by a ring
   * that may be a second old: another node can have ended it since.
   */
  boolean provenTooLate(NewReceived row) {
    Instant end = row.verifiedBy() == null ? null : ends.get(row.verifiedBy());
    return end != null && !row.receivedAt().isBefore(end);
  }
}
