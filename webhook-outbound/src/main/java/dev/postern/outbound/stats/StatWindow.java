package dev.postern.outbound.stats;

import dev.postern.outbound.send.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of the attempts of one stretch of time.
 *
 * @param window {@code 1h}, {@code 24h} or {@code 7d}, up to now
 * @param successRate delivered of all, 0 to 1; null without attempts
 * @param p50Ms half of the attempts took no longer, within a tenth; null without attempts
 * @param outcomes only those that occurred
 */
public record StatWindow(
    String window,
    long attempts,
    long delivered,
    long failed,
    @Nullable Double successRate,
    @Nullable Long p50Ms,
    @Nullable Long p95Ms,
    Map<String, Long> outcomes) {

  static StatWindow of(String window, List<StatCount> counts) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    TreeMap<Integer, Long> durations = new TreeMap<>();
    long delivered = 0;
    long all = 0;
    for (StatCount count : counts) {
      outcomes.merge(count.outcome().code(), count.attempts(), Long::sum);
      durations.merge(count.durationClass(), count.attempts(), Long::sum);
      delivered += count.outcome() == Outcome.DELIVERED ? count.attempts() : 0;
      all += count.attempts();
    }
    return new StatWindow(
        window,
        all,
        delivered,
        all - delivered,
        all == 0 ? null : Math.round(10_000.0 * delivered / all) / 10_000.0,
        percentile(durations, all, 0.50),
        percentile(durations, all, 0.95),
        outcomes);
  }

  private static @Nullable Long percentile(TreeMap<Integer, Long> durations, long all, double of) {
    long rank = (long) Math.ceil(of * all);
    long seen = 0;
    for (Map.Entry<Integer, Long> entry : durations.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank && rank > 0) {
        return DurationClass.millis(entry.getKey());
      }
    }
    return null;
  }
}
