package dev.postern.ingest.rest;

import dev.postern.core.id.SourceId;
import dev.postern.core.rest.QueryValues;
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
        QueryValues.typed("source_id", sourceId, SourceId::parse, "the id of a source"),
        QueryValues.text("event_type", eventType),
        QueryValues.time("since", since),
        QueryValues.time("until", until),
        QueryValues.text("q", q),
        QueryValues.typed(
            "status",
            status,
            ReceivedStatus::of,
            "received, processing, processed, retrying or dead"));
  }
}
