package dev.postern.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a source is for. */
public enum SourceMode {
  @JsonProperty("live")
  LIVE,
  /** Verified, recorded and answered like any other; handed on to nobody. */
  @JsonProperty("test")
  TEST
}
