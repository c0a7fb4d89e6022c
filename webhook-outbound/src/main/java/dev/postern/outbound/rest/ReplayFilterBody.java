package dev.postern.outbound.rest;

import dev.postern.core.id.EndpointId;
import dev.postern.core.json.Rfc3339;
import dev.postern.outbound.Findings;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which deliveries are to be sent again; the same words as in the list of deliveries. */
public record ReplayFilterBody(
    @Nullable String status,
    @Nullable String endpointId,
    @Nullable String eventType,
    @Nullable String since,
    @Nullable String until,
    @Nullable String q) {

  /**
   * @param at where it stands in the body: empty, or {@code /filter}
   */
  LedgerFilter filter(String at, @Nullable DeliveryStatus standard) {
    Findings findings = new Findings();
    Optional<EndpointId> endpoint = EndpointId.parse(endpointId == null ? "" : endpointId);
    if (endpointId != null && endpoint.isEmpty()) {
      findings.add("unknown_endpoint", at + "/endpoint_id", "This tenant has no such endpoint.");
    }
    findings.text(eventType, 1, 256, at + "/event_type");
    findings.text(q, 1, 256, at + "/q");
    LedgerFilter filter =
        new LedgerFilter(
            status(at, standard, findings),
            endpoint.orElse(null),
            eventType,
            time(since, at + "/since", findings),
            time(until, at + "/until", findings),
            q);
    findings.raise();
    return filter;
  }

  private @Nullable DeliveryStatus status(
      String at, @Nullable DeliveryStatus standard, Findings findings) {
    if (status == null) {
      return standard;
    }
    Optional<DeliveryStatus> known = DeliveryStatus.of(status).filter(DeliveryStatus::over);
    findings.check(
        known.isPresent(),
        at + "/status",
        "What is sent again is over: delivered, dead or cancelled.");
    return known.orElse(null);
  }

  private static @Nullable Instant time(@Nullable String text, String pointer, Findings findings) {
    if (text == null) {
      return null;
    }
    Optional<Instant> at = Rfc3339.parse(text);
    findings.check(at.isPresent(), pointer, "A time is RFC 3339, such as 2026-11-22T10:00:00Z.");
    return at.orElse(null);
  }
}
