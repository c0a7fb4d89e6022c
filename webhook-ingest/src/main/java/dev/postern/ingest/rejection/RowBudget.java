package dev.postern.ingest.rejection;

import dev.postern.core.id.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** How many rows one reason at one source may still open in its hour. Thread-safe. */
final class RowBudget {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ConcurrentHashMap<Line, Spent> spent = new ConcurrentHashMap<>();
  private final int anHour;

  RowBudget(int anHour) {
    this.anHour = anHour;
  }

  boolean take(SourceId source, String reason, Instant now) {
    Spent after =
        spent.compute(
            new Line(source, reason),
            (line, before) ->
                before == null || before.over(now)
                    ? new Spent(now, 1)
                    : new Spent(before.since(), Math.min(before.rows() + 1, anHour + 1)));
    return after.rows() <= anHour;
  }

  /** What belongs to an hour that is over. */
  void forget(Instant now) {
    spent.values().removeIf(hour -> hour.over(now));
  }

  private record Line(SourceId source, String reason) {}

  private record Spent(Instant since, int rows) {
    boolean over(Instant now) {
      return !now.isBefore(since.plus(HOUR));
    }
  }
}
