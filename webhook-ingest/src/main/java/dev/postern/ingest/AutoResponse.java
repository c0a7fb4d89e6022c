package dev.postern.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** What a source does by itself while its signature failures are unusual. */
public enum AutoResponse {
  @JsonProperty("none")
  NONE,
  @JsonProperty("block_network")
  BLOCK_NETWORK,
  @JsonProperty("tighten_limit")
  TIGHTEN_LIMIT,
  @JsonProperty("disable_source")
  DISABLE_SOURCE;

  public Optional<Measure.Kind> measure() {
    return switch (this) {
      case NONE -> Optional.empty();
      case BLOCK_NETWORK -> Optional.of(Measure.Kind.BLOCK_NETWORK);
      case TIGHTEN_LIMIT -> Optional.of(Measure.Kind.TIGHTEN_LIMIT);
      case DISABLE_SOURCE -> Optional.of(Measure.Kind.DISABLE_SOURCE);
    };
  }
}
