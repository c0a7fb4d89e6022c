package dev.postern.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.core.id.SourceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a source's requests, over all nodes; up to a few seconds behind. */
public record SourceStats(SourceId sourceId, Instant at, Windows windows, Waiting handover) {

  /** The last hour by the minute; the last day and the last seven by the hour. */
  public record Windows(
      @JsonProperty("1h") Window hour,
      @JsonProperty("24h") Window day,
      @JsonProperty("7d") Window week) {}

  /**
   * @param since where the window begins: the start of a minute or an hour
   * @param received all requests with this source's URL
   * @param verified those whose signature was good: accepted and duplicates
   * @param duplicates with the same body or another
   * @param differingDuplicates those with another body
   * @param unavailable answered with 503: the store was away, or the intake paused
   * @param replayAttempts refused as {@code replayed} or {@code stale_timestamp}
   * @param refused by the code that the sender was told
   */
  public record Window(
      Instant since,
      long received,
      long verified,
      long accepted,
      long duplicates,
      long differingDuplicates,
      long handshakes,
      long unavailable,
      long replayAttempts,
      Map<String, Long> refused,
      @Nullable Processing processing) {}

  /**
   * How long requests took, from their head to the decision, in milliseconds; null when there were
   * none. Percentiles are at most 9 % too high.
   */
  public record Processing(double meanMs, double p50Ms, double p95Ms, double p99Ms, double maxMs) {}

  /**
   * What is still to be handed over.
   *
   * @param waiting at most 100,001
   * @param lagSeconds how long the oldest has been waiting; 0 when none is
   */
  public record Waiting(long waiting, long lagSeconds) {}
}
