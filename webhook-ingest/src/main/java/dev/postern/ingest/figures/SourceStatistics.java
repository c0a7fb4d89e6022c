package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.SourceStats;
import dev.postern.ingest.Sources;
import dev.postern.ingest.receive.Sighting;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The door to a source's figures. Thread-safe. */
@Service
public class SourceStatistics {
  private static final Set<String> REPLAYS = Set.of("replayed", "stale_timestamp");
  private static final Set<String> ANSWERED =
      Set.of(
          Sighting.ACCEPTED,
          Sighting.DUPLICATE,
          Sighting.DIFFERING_DUPLICATE,
          Sighting.HANDSHAKE,
          Sighting.UNAVAILABLE,
          Sighting.PAUSED);

  private final Sources sources;
  private final FigureStore figures;
  private final LatencyStore latencies;
  private final WaitingReads waiting;
  private final InstantSource time;

  @Inject
  public SourceStatistics(
      Sources sources,
      FigureStore figures,
      LatencyStore latencies,
      WaitingReads waiting,
      InstantSource time) {
    this.sources = sources;
    this.figures = figures;
    this.latencies = latencies;
    this.waiting = waiting;
    this.time = time;
  }

  public SourceStats of(TenantId tenant, SourceId source) {
    if (sources.find(tenant, source).isEmpty()) {
      throw ProblemException.notFound("The source");
    }
    Instant now = time.instant();
    return new SourceStats(
        source,
        now,
        new SourceStats.Windows(
            window(tenant, source, Bucket.Span.MINUTE, now, Duration.ofMinutes(59)),
            window(tenant, source, Bucket.Span.HOUR, now, Duration.ofHours(23)),
            window(tenant, source, Bucket.Span.HOUR, now, Duration.ofHours(7 * 24 - 1))),
        waiting.of(source, now));
  }

  // The bucket that has just begun counts as one of them.
  private SourceStats.Window window(
      TenantId tenant, SourceId source, Bucket.Span span, Instant now, Duration before) {
    Instant since = span.start(now.minus(before));
    Instant until = now.plus(Duration.ofDays(1));
    return window(
        since,
        figures.sum(tenant, source, span, since, until),
        latencies.sum(tenant, source, span, since, until));
  }

  static SourceStats.Window window(Instant since, Map<String, Figure> sums, Latencies times) {
    Map<String, Long> refused = new TreeMap<>();
    sums.forEach((outcome, figure) -> {
      if (!ANSWERED.contains(outcome)) {
        refused.put(outcome, figure.requests());
      }
    });
    Figure all = sums.values().stream().reduce(Figure.NONE, Figure::plus);
    long accepted = requests(sums, Sighting.ACCEPTED);
    long differing = requests(sums, Sighting.DIFFERING_DUPLICATE);
    long duplicates = requests(sums, Sighting.DUPLICATE) + differing;
    return new SourceStats.Window(
        since,
        all.requests(),
        accepted + duplicates,
        accepted,
        duplicates,
        differing,
        requests(sums, Sighting.HANDSHAKE),
        requests(sums, Sighting.UNAVAILABLE) + requests(sums, Sighting.PAUSED),
        REPLAYS.stream().mapToLong(code -> requests(sums, code)).sum(),
        refused,
        all.requests() == 0 ? null : times.with(all));
  }

  private static long requests(Map<String, Figure> sums, String outcome) {
    return sums.getOrDefault(outcome, Figure.NONE).requests();
  }
}
