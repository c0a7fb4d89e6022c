package dev.postern.outbound.dispatch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many may be claimed before there is a slot for them: as many as were sent lately in about the
 * time that a claim takes, so that slots are not empty meanwhile and a claim is for many. While
 * receivers are slow that is nobody, and whatever waits is left to other nodes. Thread-safe.
 */
final class Ahead {
  /** A claim, and reading what it found, take some milliseconds. */
  private static final long WINDOW = Duration.ofMillis(20).toNanos();

  private static final int MOST = 192;

  private final LongSupplier monotonic;
  private long since;
  private int sent;
  private int before;

  /**
   * @param monotonic nanoseconds
   */
  Ahead(LongSupplier monotonic) {
    this.monotonic = monotonic;
    since = monotonic.getAsLong();
  }

  synchronized void sent(int requests) {
    roll();
    sent += requests;
  }

  synchronized int room() {
    roll();
    return Math.min(MOST, before);
  }

  private void roll() {
    long now = monotonic.getAsLong();
    long passed = now - since;
    if (passed >= WINDOW) {
      before = passed < 2 * WINDOW ? sent : 0;
      sent = 0;
      since = now;
    }
  }
}
