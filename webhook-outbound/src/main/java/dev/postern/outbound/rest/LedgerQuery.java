package dev.postern.outbound.rest;

import dev.postern.core.id.EndpointId;
import dev.postern.core.json.Rfc3339;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.CleanText;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of the lists of events and deliveries; 400 for what they cannot mean. */
public class LedgerQuery {
  private static final int MAX_LENGTH = 256;

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
        status == null
            ? null
            : known(
                DeliveryStatus.of(status),
                "status",
                "pending, sending, retrying, delivered, dead or cancelled"),
        endpointId == null
            ? null
            : known(EndpointId.parse(endpointId), "endpoint_id", "the id of an endpoint"),
        text(eventType, "event_type"),
        time(since, "since"),
        time(until, "until"),
        text(q, "q"));
  }

  private static @Nullable String text(@Nullable String value, String name) {
    if (value != null && (value.length() > MAX_LENGTH || !CleanText.holds(value))) {
      throw invalid(name, "at most " + MAX_LENGTH + " characters without control characters");
    }
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable Instant time(@Nullable String value, String name) {
    if (value == null) {
      return null;
    }
    return known(Rfc3339.parse(value), name, "an RFC 3339 time such as 2026-11-22T10:00:00Z");
  }

  private static <T> T known(Optional<T> value, String name, String expected) {
    return value.orElseThrow(() -> invalid(name, expected));
  }

  private static ProblemException invalid(String name, String expected) {
    String detail = name + " must be " + expected + ".";
    return new ProblemException(
        Problem.of(400, "invalid_parameter", detail, List.of(new FieldError("?" + name, detail))));
  }
}
