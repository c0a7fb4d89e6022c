package dev.postern.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.core.id.MeasureId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something done against an attack on a source.
 *
 * @param network in CIDR notation where the kind is {@link Kind#BLOCK_NETWORK}, else null
 * @param reason in words
 * @param endedAt when a person undid it; null otherwise
 */
public record Measure(
    MeasureId id,
    TenantId tenant,
    SourceId source,
    Kind kind,
    @Nullable String network,
    String reason,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant endedAt) {

  /** What is done. */
  public enum Kind {
    @JsonProperty("block_network")
    BLOCK_NETWORK,
    /** A tenth of the source's limits. */
    @JsonProperty("tighten_limit")
    TIGHTEN_LIMIT,
    /** Every request is answered as if the source did not exist. */
    @JsonProperty("disable_source")
    DISABLE_SOURCE
  }

  public boolean activeAt(Instant now) {
    return endedAt == null && now.isBefore(expiresAt);
  }
}
