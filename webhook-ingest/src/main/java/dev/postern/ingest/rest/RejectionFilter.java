package dev.postern.ingest.rest;

import dev.postern.core.id.SourceId;
import dev.postern.core.rest.QueryValues;
import dev.postern.ingest.RejectionQuery;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The query parameters of the list of refusals. */
public class RejectionFilter {
  @QueryParam("source_id")
  private @Nullable String sourceId;

  @QueryParam("reason")
  private @Nullable String reason;

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  RejectionQuery query() {
    return new RejectionQuery(
        QueryValues.typed("source_id", sourceId, SourceId::parse, "the id of a source"),
        QueryValues.text("reason", reason),
        QueryValues.time("since", since),
        QueryValues.time("until", until));
  }
}
