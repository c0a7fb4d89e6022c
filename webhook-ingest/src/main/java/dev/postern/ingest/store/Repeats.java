package dev.postern.ingest.store;

import java.time.Instant;
import java.util.List;

/** How often one batch repeated one event. */
record Repeats(EventKey key, int copies, int differing, Instant last) {
  static Repeats of(EventKey key, KnownEvent known, List<NewReceived> copies) {
    int differing = (int) copies.stream().filter(copy -> !known.sameBody(copy)).count();
    return new Repeats(key, copies.size(), differing, copies.getLast().receivedAt());
  }
}
