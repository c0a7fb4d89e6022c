package dev.postern.ingest.store;

import dev.postern.core.id.SourceId;
import java.util.Comparator;

/** What makes two webhooks the same event. */
record EventKey(SourceId source, String eventId) implements Comparable<EventKey> {
  private static final Comparator<EventKey> ORDER =
      Comparator.<EventKey, java.util.UUID>comparing(key -> key.source().uuid())
          .thenComparing(EventKey::eventId);

  /** The order in which every writer takes its locks, so that no two wait for each other. */
  @Override
  public int compareTo(EventKey other) {
    return ORDER.compare(this, other);
  }
}
