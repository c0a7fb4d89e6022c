package dev.postern.ingest.alarm;

/**
 * An exponentially weighted mean and mean absolute deviation. A value far out is pulled in before
 * it is learned, so that a burst moves neither much.
 *
 * @param seen how many values were learned
 */
record Level(double mean, double spread, int seen) {
  static final Level NOTHING = new Level(0, 0, 0);

  /** About three weeks of one hour's twelve values. */
  private static final double SLOWEST = 0.02;

  private static final int KNOWN = 12;
  private static final double CLIP = 4;

  Level learn(double value) {
    double alpha = Math.max(1.0 / (seen + 1), SLOWEST);
    double taken = seen < KNOWN ? value : Math.min(value, mean + CLIP * Math.max(spread, 1));
    return new Level(
        mean + alpha * (taken - mean),
        spread + alpha * (Math.abs(taken - mean) - spread),
        Math.min(seen + 1, 1_000_000));
  }

  boolean known() {
    return seen >= KNOWN;
  }

  /** How much this is to be believed beside something that knows more in general. */
  double weight() {
    return seen / (double) (seen + KNOWN);
  }
}
