package dev.postern.ingest.figures;

import dev.postern.ingest.SourceStats;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Processing times by slot of a logarithmic scale: eight slots for each doubling, so that a
 * percentile is at most 9 % too high. Adds up over nodes and time. Pure and immutable.
 */
record Latencies(SortedMap<Integer, Long> requests) {
  private static final double SLOTS_PER_DOUBLING = 8;
  private static final int LAST_SLOT = 255;

  static Latencies of(Map<Integer, Long> requests) {
    return new Latencies(new TreeMap<>(requests));
  }

  /** The slot of a time; slot 0 is up to a microsecond, the last one begins at an hour. */
  static int slot(long micros) {
    return (int)
        Math.clamp(
            (long) Math.ceil(SLOTS_PER_DOUBLING * Math.log(Math.max(1, micros)) / Math.log(2)),
            0,
            LAST_SLOT);
  }

  /** In microseconds. */
  static double upperEnd(int slot) {
    return Math.pow(2, slot / SLOTS_PER_DOUBLING);
  }

  /** Never above the longest that was seen. */
  SourceStats.Processing with(Figure all) {
    double most = all.maxMicros();
    return new SourceStats.Processing(
        Math.round(all.micros() / (double) all.requests()) / 1000.0,
        percentile(0.5, most),
        percentile(0.95, most),
        percentile(0.99, most),
        most / 1000.0);
  }

  private double percentile(double share, double mostMicros) {
    long total = requests.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (Map.Entry<Integer, Long> slot : requests.entrySet()) {
      seen += slot.getValue();
      if (seen >= wanted) {
        return Math.round(Math.min(mostMicros, upperEnd(slot.getKey()))) / 1000.0;
      }
    }
    return mostMicros / 1000.0;
  }
}
