package dev.postern.outbound.rest;

import dev.postern.core.id.EndpointId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.rest.QueryValues;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The query parameters of the lists of events and deliveries; 400 for what they cannot mean. */
public class LedgerQuery {
  @QueryParam("limit")
  private @Nullable String limit;

  @QueryParam("cursor")
  private @Nullable String cursor;

  @QueryParam("status")
  private @Nullable String status;

  @QueryParam("endpoint_id")
  private @Nullable String endpointId;

  @QueryParam("event_type")
  private @Nullable String eventType;

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  @QueryParam("q")
  private @Nullable String q;

  PageRequest page() {
    return PageRequest.of(limit, cursor);
  }

  LedgerFilter filter() {
    return new LedgerFilter(
        QueryValues.typed(
            "status",
            status,
            DeliveryStatus::of,
            "pending, sending, retrying, delivered, dead or cancelled"),
        QueryValues.typed("endpoint_id", endpointId, EndpointId::parse, "the id of an endpoint"),
        QueryValues.text("event_type", eventType),
        QueryValues.time("since", since),
        QueryValues.time("until", until),
        QueryValues.text("q", q));
  }
}
