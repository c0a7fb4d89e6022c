package dev.postern.adminui.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Who is let in while more come than find a place. A place that was given back would always go to
 * whoever comes in that moment, and that is mostly the caller who has just been answered, with the
 * next request; those who were told to come again would find none, for as long as it lasts. So the
 * fuller it is the more are refused at random, and each try is as good as any other: random early
 * detection, as routers do it. Only for a while after somebody found every place taken.
 * Thread-safe.
 */
final class FairChance {
  private static final long A_WHILE = TimeUnit.SECONDS.toNanos(1);

  private final int places;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private volatile long until;

  /**
   * @param nanos a clock that never goes back
   * @param random safe to use by many threads
   */
  FairChance(int places, LongSupplier nanos, RandomGenerator random) {
    this.places = places;
    this.nanos = nanos;
    this.random = random;
    this.until = nanos.getAsLong();
  }

  /** Whether one of those free may be taken: always up to half, then ever more seldom. */
  boolean isGiven(int free) {
    long now = nanos.getAsLong();
    if (free <= 0) {
      until = now + A_WHILE;
      return false;
    }
    if (now - until >= 0) {
      return true;
    }
    return random.nextInt(Math.max(1, places / 2)) < free;
  }
}
