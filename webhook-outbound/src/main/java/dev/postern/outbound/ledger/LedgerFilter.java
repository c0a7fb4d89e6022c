package dev.postern.outbound.ledger;

import dev.postern.core.id.EndpointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledger is wanted; null leaves a field open. For events, status and endpoint mean:
 * with at least one delivery of that status, to that endpoint.
 *
 * @param since inclusive, by time of acceptance
 * @param until exclusive
 * @param q an id of an event or delivery, the publisher's own id, or a part of the event's type
 * @param cause why deliveries were given up; no condition on events
 */
public record LedgerFilter(
    @Nullable DeliveryStatus status,
    @Nullable EndpointId endpoint,
    @Nullable String eventType,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String q,
    @Nullable Cause cause) {

  public LedgerFilter(
      @Nullable DeliveryStatus status,
      @Nullable EndpointId endpoint,
      @Nullable String eventType,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String q) {
    this(status, endpoint, eventType, since, until, q, null);
  }

  public static LedgerFilter all() {
    return new LedgerFilter(null, null, null, null, null, null);
  }
}
