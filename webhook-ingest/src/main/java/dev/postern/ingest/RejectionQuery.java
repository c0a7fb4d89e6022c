package dev.postern.ingest;

import dev.postern.core.id.SourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which refusals are wanted; null takes all; {@code until} is exclusive. */
public record RejectionQuery(
    @Nullable SourceId source,
    @Nullable String reason,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final RejectionQuery ALL = new RejectionQuery(null, null, null, null);
}
