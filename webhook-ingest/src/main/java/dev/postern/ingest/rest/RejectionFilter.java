package dev.postern.ingest.rest;

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
        Filters.source(sourceId),
        Filters.text("reason", reason),
        Filters.instant("since", since),
        Filters.instant("until", until));
  }
}
