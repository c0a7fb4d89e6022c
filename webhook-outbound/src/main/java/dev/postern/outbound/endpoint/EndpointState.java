package dev.postern.outbound.endpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the machine knows of an endpoint, from {@code endpoint_health}; people do not edit it.
 *
 * @param statusReason a machine word, {@code gone} for one
 * @param suspendedReason a sentence for people
 * @param probeAt when the next delivery may go while the circuit is not closed
 */
public record EndpointState(
    EndpointStatus status,
    @Nullable String statusReason,
    @Nullable Instant suspendedAt,
    @Nullable String suspendedReason,
    int consecutiveFailures,
    Circuit circuit,
    @Nullable Instant probeAt) {

  public static EndpointState fresh() {
    return new EndpointState(EndpointStatus.ACTIVE, null, null, null, 0, Circuit.CLOSED, null);
  }
}
