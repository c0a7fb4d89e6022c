package dev.postern.bench.console;

import java.util.List;

/**
 * One figure of the console.
 *
 * @param limit what it may be at most; null: it is only reported
 * @param alone the same read by JDBC alone, without server and browser; null: there is no such
 */
record Timed(String name, String unit, List<Double> samples, Double limit, Double alone) {
  double median() {
    return at(0.5);
  }

  double p95() {
    return at(0.95);
  }

  private double at(double share) {
    List<Double> sorted = samples.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.ceil(share * sorted.size()) - 1));
  }
}
