package dev.postern.outbound.stats;

import java.time.Duration;

/**
 * Durations in classes that are a fourth of a doubling wide, so that a percentile read from counts
 * is within a tenth of the truth. Pure.
 */
final class DurationClass {
  static final int HIGHEST = 79;
  private static final double PER_DOUBLING = 4;

  private DurationClass() {}

  static int of(Duration duration) {
    double millis = Math.max(1, duration.toNanos() / 1e6);
    return (int) Math.min(HIGHEST, Math.round(PER_DOUBLING * Math.log(millis) / Math.log(2)));
  }

  static long millis(int durationClass) {
    return Math.round(Math.pow(2, durationClass / PER_DOUBLING));
  }
}
