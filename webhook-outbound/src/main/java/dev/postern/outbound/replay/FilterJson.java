package dev.postern.outbound.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.id.EndpointId;
import dev.postern.core.json.Json;
import dev.postern.outbound.ledger.Cause;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a filter stands in a job's column. */
record FilterJson(
    @Nullable DeliveryStatus status,
    @Nullable String endpoint,
    @Nullable String eventType,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String q,
    @Nullable Cause cause) {

  static String write(LedgerFilter filter) {
    EndpointId endpoint = filter.endpoint();
    try {
      return Json.mapper()
          .writeValueAsString(
              new FilterJson(
                  filter.status(),
                  endpoint == null ? null : endpoint.toString(),
                  filter.eventType(),
                  filter.since(),
                  filter.until(),
                  filter.q(),
                  filter.cause()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LedgerFilter read(String json) {
    try {
      FilterJson read = Json.mapper().readValue(json, FilterJson.class);
      String endpoint = read.endpoint();
      return new LedgerFilter(
          read.status(),
          endpoint == null ? null : EndpointId.parse(endpoint).orElseThrow(),
          read.eventType(),
          read.since(),
          read.until(),
          read.q(),
          read.cause());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
