package dev.postern.ingest.pipeline;

import dev.postern.ingest.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one key within the window, in {@value #SLOTS} slots: what left the window is
 * forgotten a slot at a time, never early. Slots are counted from the epoch, so that nodes whose
 * clocks agree can tell each other theirs. Guarded by its own monitor.
 */
public final class SlidingWindow {
  private static final int SLOTS = 32;
  private static final int SHARED_FROM_TENTHS = 1;

  private final int[] own = new int[SLOTS + 1];
  private final boolean[] changed = new boolean[SLOTS + 1];
  private int @Nullable [] others;
  private long newest = Long.MIN_VALUE;
  private long slotMillis;
  private int limit;

  /**
   * Requests in one slot.
   *
   * @param index since the epoch
   * @param millis how long the slot is
   */
  public record Slot(long index, long millis, int requests) {
    /** When it has left every window. */
    public Instant over() {
      return Instant.ofEpochMilli((index + SLOTS + 2) * millis);
    }
  }

  public synchronized RequestRates.Admission admit(RateLimit limit, Instant now) {
    this.limit = limit.requests();
    resize(Math.max(1, limit.window().toMillis() / SLOTS));
    advance(Math.floorDiv(now.toEpochMilli(), slotMillis));
    int used = used();
    if (used >= limit.requests()) {
      return new RequestRates.Admission(false, 0, untilRoom(limit, used, now));
    }
    own[at(newest)]++;
    changed[at(newest)] = true;
    return new RequestRates.Admission(true, limit.requests() - used - 1, Duration.ZERO);
  }

  /**
   * The own slots that changed since the last call, once enough was counted that it may matter to
   * somebody else.
   */
  public synchronized List<Slot> news() {
    List<Slot> news = new ArrayList<>();
    if (Arrays.stream(own).sum() * 10L < limit * (long) SHARED_FROM_TENTHS) {
      return news;
    }
    for (long slot = newest - SLOTS; slot <= newest; slot++) {
      if (changed[at(slot)]) {
        changed[at(slot)] = false;
        news.add(new Slot(slot, slotMillis, own[at(slot)]));
      }
    }
    return news;
  }

  /** What all others counted in that slot, in place of what was known of it. */
  public synchronized void others(Slot slot, Instant now) {
    if (slotMillis == 0) {
      resize(slot.millis());
    }
    long present = Math.floorDiv(now.toEpochMilli(), slotMillis);
    if (slot.millis() != slotMillis || slot.index() > present + 1) {
      return;
    }
    advance(Math.max(present, slot.index()));
    if (slot.index() >= newest - SLOTS) {
      int[] counts = others == null ? new int[SLOTS + 1] : others;
      counts[at(slot.index())] = slot.requests();
      others = counts;
    }
  }

  private int used() {
    int used = Arrays.stream(own).sum();
    return others == null ? used : used + Arrays.stream(others).sum();
  }

  private int in(long slot) {
    return own[at(slot)] + (others == null ? 0 : others[at(slot)]);
  }

  private int at(long slot) {
    return Math.floorMod(slot, own.length);
  }

  private void resize(long millis) {
    if (millis != slotMillis) {
      slotMillis = millis;
      newest = Long.MIN_VALUE;
    }
  }

  private void advance(long slot) {
    if (newest == Long.MIN_VALUE || slot - newest > SLOTS) {
      Arrays.fill(own, 0);
      Arrays.fill(changed, false);
      others = null;
      newest = slot;
    }
    // A clock that was set back keeps counting in the newest slot.
    while (newest < slot) {
      newest++;
      own[at(newest)] = 0;
      changed[at(newest)] = false;
      if (others != null) {
        others[at(newest)] = 0;
      }
    }
  }

  private Duration untilRoom(RateLimit limit, int used, Instant now) {
    int tooMany = used - limit.requests() + 1;
    for (long slot = newest - SLOTS; slot <= newest; slot++) {
      tooMany -= in(slot);
      if (tooMany <= 0) {
        long leaves = (slot + own.length) * slotMillis;
        return Duration.ofMillis(Math.max(1, leaves - now.toEpochMilli()));
      }
    }
    return limit.window();
  }
}
