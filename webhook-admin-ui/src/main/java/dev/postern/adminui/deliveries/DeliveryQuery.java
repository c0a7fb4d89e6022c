package dev.postern.adminui.deliveries;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.adminui.part.TimeRange;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.ledger.Cause;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The filters of the list, as they stand in the address. Words it does not know are left out. */
record DeliveryQuery(
    @Nullable DeliveryStatus status,
    @Nullable EndpointId endpoint,
    @Nullable String type,
    TimeRange time,
    @Nullable String q,
    @Nullable Cause cause) {
  static final DeliveryQuery OPEN = new DeliveryQuery(null, null, null, TimeRange.ANY, null, null);

  static DeliveryQuery of(QueryParameters parameters) {
    return new DeliveryQuery(
        parameters.getSingleParameter("status").flatMap(DeliveryStatus::of).orElse(null),
        parameters.getSingleParameter("endpoint").flatMap(EndpointId::parse).orElse(null),
        text(parameters, "type"),
        TimeRange.of(parameters),
        text(parameters, "q"),
        parameters.getSingleParameter("cause").flatMap(CauseParameter::parse).orElse(null));
  }

  LedgerFilter filter(Instant now) {
    return new LedgerFilter(status, endpoint, type, time.since(now), time.until(), q, cause);
  }

  /** The same for what can be sent again: given up, unless another end is asked for. */
  Optional<LedgerFilter> over(Instant now) {
    LedgerFilter all = filter(now);
    return status != null && !status.over()
        ? Optional.empty()
        : Optional.of(
            new LedgerFilter(
                status == null ? DeliveryStatus.DEAD : status,
                all.endpoint(),
                all.eventType(),
                all.since(),
                all.until(),
                all.q(),
                all.cause()));
  }

  boolean open() {
    return equals(OPEN);
  }

  QueryParameters parameters() {
    Map<String, String> words = new LinkedHashMap<>();
    if (status != null) {
      words.put("status", status.word());
    }
    if (endpoint != null) {
      words.put("endpoint", endpoint.toString());
    }
    if (type != null) {
      words.put("type", type);
    }
    time.write(words);
    if (q != null) {
      words.put("q", q);
    }
    if (cause != null) {
      words.put("cause", CauseParameter.of(cause));
    }
    return QueryParameters.simple(words);
  }

  private static @Nullable String text(QueryParameters parameters, String name) {
    return parameters
        .getSingleParameter(name)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }
}
