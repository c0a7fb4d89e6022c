package dev.postern.ingest.rest;

import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The query parameters of the list of received webhooks. */
public class ReceivedFilter {
  @QueryParam("source_id")
  private @Nullable String sourceId;

  @QueryParam("event_type")
  private @Nullable String eventType;

  @QueryParam("status")
  private @Nullable String status;

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  @QueryParam("q")
  private @Nullable String q;

  ReceivedQuery query() {
    return new ReceivedQuery(
        Filters.source(sourceId),
        Filters.text("event_type", eventType),
        Filters.instant("since", since),
        Filters.instant("until", until),
        Filters.text("q", q),
        Filters.typed(
            "status",
            status,
            ReceivedStatus::of,
            "is received, processing, processed, retrying or dead."));
  }
}
