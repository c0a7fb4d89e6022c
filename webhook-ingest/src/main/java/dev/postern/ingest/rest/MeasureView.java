package dev.postern.ingest.rest;

import dev.postern.core.id.MeasureId;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.Measure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A measure as the contract shows it. */
public record MeasureView(
    MeasureId id,
    SourceId sourceId,
    Measure.Kind kind,
    @Nullable String network,
    String reason,
    boolean active,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant endedAt) {

  static MeasureView of(Measure measure, Instant now) {
    return new MeasureView(
        measure.id(),
        measure.source(),
        measure.kind(),
        measure.network(),
        measure.reason(),
        measure.activeAt(now),
        measure.createdAt(),
        measure.expiresAt(),
        measure.endedAt());
  }
}
