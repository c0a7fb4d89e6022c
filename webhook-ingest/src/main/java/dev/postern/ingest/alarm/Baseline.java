package dev.postern.ingest.alarm;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is usual for a source.
 *
 * @param hours by hour of the week in UTC, 0 for Monday's first; only those that were seen
 * @param failures over all hours
 * @param verified over all hours: how much traffic the failures belong to
 */
record Baseline(Map<Integer, Level> hours, Level failures, Level verified) {
  static final Baseline NEW = new Baseline(Map.of(), Level.NOTHING, Level.NOTHING);

  Baseline {
    hours = Map.copyOf(hours);
  }

  Baseline learn(Interval interval) {
    int hour = hourOfWeek(interval.start());
    Map<Integer, Level> next = new TreeMap<>(hours);
    next.merge(
        hour,
        Level.NOTHING.learn(interval.failures()),
        (known, first) -> known.learn(interval.failures()));
    return new Baseline(
        next, failures.learn(interval.failures()), verified.learn(interval.verified()));
  }

  boolean known() {
    return failures.known();
  }

  /** What would be usual in that interval, with the traffic that it has. */
  Usual usual(Interval interval) {
    Level hour = hours.getOrDefault(hourOfWeek(interval.start()), Level.NOTHING);
    double weight = hour.weight();
    double seasonal = weight * hour.mean() + (1 - weight) * failures.mean();
    double spread = weight * hour.spread() + (1 - weight) * failures.spread();
    // Ten times the traffic brings ten times the failures, and is no attack.
    double share = failures.mean() / Math.max(1, verified.mean());
    double expected = Math.max(seasonal, share * interval.verified());
    return new Usual(expected, Math.max(1.25 * spread, Math.max(Math.sqrt(expected), 1)));
  }

  /**
   * @param deviation of the same scale as a standard deviation; never below what chance alone makes
   */
  record Usual(double expected, double deviation) {}

  static int hourOfWeek(Instant at) {
    ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
    return (utc.getDayOfWeek().getValue() - 1) * 24 + utc.getHour();
  }
}
