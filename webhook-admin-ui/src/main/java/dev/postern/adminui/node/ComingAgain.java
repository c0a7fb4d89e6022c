package dev.postern.adminui.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When those who found no place should try again: one after the other, as fast as places become
 * free. If all were told the same, a crowd that came at once would come at once again, second after
 * second, and some of it would find no place for as long as it lasts. Thread-safe.
 */
final class ComingAgain {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /**
   * Nobody is sent away for longer, or somebody with little time left would have no try any more;
   * after it turns begin again at the next second.
   */
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(3);

  private final LongSupplier nanos;
  private final double leastPerSecond;
  private double perSecond;
  private long counting;
  private long answered;
  private long lastTurn;

  /**
   * @param leastPerSecond the slowest that is believed of a node, which may have had nothing to do
   * @param nanos a clock that never goes back
   */
  ComingAgain(double leastPerSecond, LongSupplier nanos) {
    this.nanos = nanos;
    this.leastPerSecond = leastPerSecond;
    this.perSecond = leastPerSecond;
    this.counting = nanos.getAsLong();
    this.lastTurn = counting;
  }

  /** One has given its place back. */
  synchronized void answered() {
    answered++;
    count(nanos.getAsLong());
  }

  /** The turn of one who found no place: whole seconds from now, at least one. */
  synchronized int seconds() {
    long now = nanos.getAsLong();
    count(now);
    long each = (long) (SECOND / perSecond);
    lastTurn = Math.max(lastTurn, now) + each;
    if (lastTurn - now > LONGEST) {
      lastTurn = now + each;
    }
    return Math.max(1, Math.toIntExact(Math.ceilDiv(lastTurn - now, SECOND)));
  }

  /** How fast it goes is what the last second or more has shown. */
  private void count(long now) {
    long passed = now - counting;
    if (passed < SECOND) {
      return;
    }
    perSecond = Math.max(leastPerSecond, (double) answered * SECOND / passed);
    counting = now;
    answered = 0;
  }
}
