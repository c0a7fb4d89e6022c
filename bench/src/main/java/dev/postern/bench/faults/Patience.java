package dev.postern.bench.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what other processes do. */
final class Patience {
  private Patience() {}

  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Whether it held in time. */
  static boolean until(Duration atMost, Condition condition) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(Duration.ofMillis(20));
    }
    return true;
  }

  /**
   * @throws IllegalStateException when it did not hold in time
   */
  static void require(Duration atMost, String what, Condition condition) throws Exception {
    if (!until(atMost, condition)) {
      throw new IllegalStateException("not within " + atMost.toSeconds() + " s: " + what);
    }
  }

  static void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
