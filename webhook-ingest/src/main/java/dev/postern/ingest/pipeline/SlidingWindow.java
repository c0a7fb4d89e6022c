package dev.postern.ingest.pipeline;

import dev.postern.ingest.RateLimit;
import java.time.Duration;
import java.time.Instant;

/**
 * The requests of one key within the window, in {@value #SLOTS} slots: what left the window is
 * forgotten a slot at a time, never early. Guarded by its own monitor.
 */
final class SlidingWindow {
  private static final int SLOTS = 32;

  private final int[] counts = new int[SLOTS + 1];
  private long newest = Long.MIN_VALUE;
  private long slotMillis;

  synchronized RequestRates.Admission admit(RateLimit limit, Instant now) {
    long millis = Math.max(1, limit.window().toMillis() / SLOTS);
    if (millis != slotMillis) {
      slotMillis = millis;
      newest = Long.MIN_VALUE;
    }
    advance(Math.floorDiv(now.toEpochMilli(), slotMillis));
    int used = 0;
    for (int count : counts) {
      used += count;
    }
    if (used >= limit.requests()) {
      return new RequestRates.Admission(false, 0, untilRoom(limit, used, now));
    }
    counts[Math.floorMod(newest, counts.length)]++;
    return new RequestRates.Admission(true, limit.requests() - used - 1, Duration.ZERO);
  }

  private void advance(long slot) {
    if (newest == Long.MIN_VALUE || slot - newest > SLOTS) {
      java.util.Arrays.fill(counts, 0);
      newest = slot;
    }
    // A clock that was set back keeps counting in the newest slot.
    while (newest < slot) {
      newest++;
      counts[Math.floorMod(newest, counts.length)] = 0;
    }
  }

  private Duration untilRoom(RateLimit limit, int used, Instant now) {
    int tooMany = used - limit.requests() + 1;
    for (long slot = newest - SLOTS; slot <= newest; slot++) {
      tooMany -= counts[Math.floorMod(slot, counts.length)];
      if (tooMany <= 0) {
        long leaves = (slot + counts.length) * slotMillis;
        return Duration.ofMillis(Math.max(1, leaves - now.toEpochMilli()));
      }
    }
    return limit.window();
  }
}
