package dev.postern.ingest.handover;

import dev.postern.core.id.SourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who may start how much now. All sources share a number of places, none takes more than its part
 * of them, and one that has nothing under way may always start one: however many others hang. A
 * source whose work overran gets one place until something of it ends in time. Thread-safe.
 */
final class Lanes {
  private final int places;
  private final int perSource;
  private final Map<SourceId, Integer> underWay = new HashMap<>();
  private final Set<SourceId> slow = new HashSet<>();
  private int total;

  Lanes(int places, int perSource) {
    this.places = places;
    this.perSource = perSource;
  }

  /** How many more of this source may start. */
  synchronized int room(SourceId source) {
    int own = underWay.getOrDefault(source, 0);
    int most = slow.contains(source) ? 1 : perSource;
    int room = Math.min(most - own, places - total);
    return own == 0 ? Math.max(1, room) : Math.max(0, room);
  }

  /** Whether anything is under way. */
  synchronized boolean busy() {
    return total > 0;
  }

  synchronized void enter(SourceId source) {
    underWay.merge(source, 1, Integer::sum);
    total++;
  }

  /** Returns how many of the source are still under way. */
  synchronized int leave(SourceId source, boolean overran) {
    total--;
    if (overran) {
      slow.add(source);
    } else {
      slow.remove(source);
    }
    Integer left = underWay.computeIfPresent(source, (key, n) -> n == 1 ? null : n - 1);
    return left == null ? 0 : left;
  }
}
