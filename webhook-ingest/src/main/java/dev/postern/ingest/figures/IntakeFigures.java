package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.receive.Sighting;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came in at all sources of a tenant over time; a few seconds behind. Thread-safe. */
@Service
public class IntakeFigures {
  private static final Duration MINUTES_ARE_KEPT = Duration.ofHours(2);
  private static final Set<String> TAKEN =
      Set.of(Sighting.ACCEPTED, Sighting.DUPLICATE, Sighting.DIFFERING_DUPLICATE);
  private static final Set<String> NEUTRAL =
      Set.of(Sighting.HANDSHAKE, Sighting.UNAVAILABLE, Sighting.PAUSED);

  private final FigureStore store;

  @Inject
  IntakeFigures(FigureStore store) {
    this.store = store;
  }

  /**
   * @param at where the step begins
   * @param verified accepted ones and duplicates
   */
  public record Point(Instant at, long verified, long refused) {}

  /**
   * @param points oldest first, without a gap
   * @param refused in all, by the code that the sender was told
   */
  public record Series(List<Point> points, long verified, Map<String, Long> refused) {
    public long of(String... codes) {
      long sum = 0;
      for (String code : codes) {
        sum += refused.getOrDefault(code, 0L);
      }
      return sum;
    }
  }

  /**
   * @param from the start of the first step
   * @param step a whole number of minutes up to an hour, or of hours
   */
  public Series of(TenantId tenant, Instant from, Duration step, Instant now) {
    Bucket.Span span =
        Duration.between(from, now).compareTo(MINUTES_ARE_KEPT) <= 0
            ? Bucket.Span.MINUTE
            : Bucket.Span.HOUR;
    List<FigureStore.Dated> rows = store.dated(tenant, span, from);
    List<Point> points = new ArrayList<>();
    for (Instant at = from; !at.isAfter(now); at = at.plus(step)) {
      points.add(point(at, at.plus(step), rows));
    }
    Map<String, Long> refused = new TreeMap<>();
    rows.stream()
        .filter(row -> refusal(row.outcome()))
        .forEach(row -> refused.merge(row.outcome(), row.requests(), Long::sum));
    return new Series(points, points.stream().mapToLong(Point::verified).sum(), refused);
  }

  private static Point point(Instant from, Instant until, List<FigureStore.Dated> rows) {
    long verified = 0;
    long refused = 0;
    for (FigureStore.Dated row : rows) {
      if (!row.at().isBefore(from) && row.at().isBefore(until)) {
        verified += TAKEN.contains(row.outcome()) ? row.requests() : 0;
        refused += refusal(row.outcome()) ? row.requests() : 0;
      }
    }
    return new Point(from, verified, refused);
  }

  private static boolean refusal(String outcome) {
    return !TAKEN.contains(outcome) && !NEUTRAL.contains(outcome);
  }
}
