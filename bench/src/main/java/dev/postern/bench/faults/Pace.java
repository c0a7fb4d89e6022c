package dev.postern.bench.faults;

import dev.postern.bench.faults.Finding.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** How long healthy deliveries take, from the publisher's first try to the receiver. */
final class Pace {
  private static final double NEARLY_ALL = 0.95;

  /** Of a baseline, in ms: twice of more than that says nothing about a neighbour. */
  private static final double TOO_SLOW = 2_000;

  private Pace() {}

  /**
   * @param asked how many were to be published; those that nobody took are not counted
   */
  record Latency(int count, long asked, double p50, double p99) {
    private boolean complete() {
      return count >= NEARLY_ALL * asked && count > 0;
    }
  }

  /** Publishes that many a second, one endpoint after the other, and waits for the last to come. */
  static Latency of(Play play, List<String> endpoints, int perSecond, Duration during)
      throws Exception {
    Truth truth = play.truth();
    Set<String> before = Set.copyOf(truth.promises().keySet());
    try (Publisher publisher = play.publisher()) {
      Duration interval = Duration.ofNanos(1_000_000_000L * endpoints.size() / perSecond);
      for (String endpoint : endpoints) {
        publisher.every(interval, play.application(endpoint));
        Patience.pause(interval.dividedBy(endpoints.size()));
      }
      Patience.pause(during);
    }
    List<Truth.Promise> posted =
        truth.promises().values().stream().filter(it -> !before.contains(it.number())).toList();
    Patience.require(
        Duration.ofSeconds(60),
        "all that is healthy has come",
        () -> posted.stream().allMatch(it -> came(truth, it)));
    long[] waits =
        posted.stream().mapToLong(it -> first(truth, it).at() - it.begun()).sorted().toArray();
    long asked = perSecond * during.toMillis() / 1_000;
    return new Latency(waits.length, asked, millis(waits, 50), millis(waits, 99));
  }

  /** The criterion: with the fault at most twice what it was without, of nearly all events. */
  static Finding fair(Latency alone, Latency beside) {
    boolean held = alone.complete() && beside.complete() && beside.p99() <= 2 * alone.p99();
    boolean measured = alone.p99() <= TOO_SLOW;
    return Finding.of(
        Criterion.F,
        !held ? Verdict.BROKEN : measured ? Verdict.HELD : Verdict.UNMEASURED,
        "p99 %.0f ms beside %.0f ms alone, %.2f×; p50 %.0f and %.0f; %d of %d and %d of %d events",
        beside.p99(),
        alone.p99(),
        beside.p99() / alone.p99(),
        beside.p50(),
        alone.p50(),
        beside.count(),
        beside.asked(),
        alone.count(),
        alone.asked());
  }

  private static boolean came(Truth truth, Truth.Promise promise) {
    return promise.endpoints().stream()
        .noneMatch(it -> truth.arrivals(promise.number(), it).isEmpty());
  }

  private static Truth.Arrival first(Truth truth, Truth.Promise promise) {
    return truth.arrivals(promise.number(), promise.endpoints().iterator().next()).getFirst();
  }

  private static double millis(long[] sorted, int percent) {
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, Math.ceilDiv(sorted.length * percent, 100) - 1)] / 1e6;
  }

  static List<String> names(String prefix, int count) {
    String[] names = new String[count];
    Arrays.setAll(names, i -> prefix + i);
    return List.of(names);
  }
}
