package dev.postern.outbound.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attempts over time, oldest first, without a gap.
 *
 * @param whole all of them together
 */
public record StatSeries(StatWindow whole, List<StatPoint> points) {

  static StatSeries of(Span span, Instant now, Map<Instant, List<StatCount>> counts) {
    List<StatPoint> points = new ArrayList<>();
    List<StatCount> all = new ArrayList<>();
    TreeMap<Instant, List<StatCount>> sorted = new TreeMap<>(counts);
    for (Instant at = span.begin(now); !at.isAfter(now); at = at.plus(span.step())) {
      List<StatCount> within =
          sorted.subMap(at, at.plus(span.step())).values().stream().flatMap(List::stream).toList();
      all.addAll(within);
      StatWindow window = StatWindow.of("", within);
      points.add(
          new StatPoint(at, window.delivered(), window.failed(), window.p50Ms(), window.p95Ms()));
    }
    return new StatSeries(StatWindow.of(span.word(), all), points);
  }
}
