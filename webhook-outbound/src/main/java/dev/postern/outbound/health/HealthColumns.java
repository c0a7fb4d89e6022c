package dev.postern.outbound.health;

import dev.postern.outbound.endpoint.EndpointStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Health as its row has it: what does not apply is null. */
record HealthColumns(
    EndpointStatus status,
    @Nullable String statusReason,
    @Nullable Instant suspendedAt,
    @Nullable String suspendedReason,
    BreakerColumns breaker) {

  static HealthColumns of(EndpointHealth health) {
    return switch (health) {
      case EndpointHealth.Active(Failures failures, Breaker breaker) ->
          new HealthColumns(EndpointStatus.ACTIVE, null, null, null, BreakerColumns.of(breaker));
      case EndpointHealth.Suspended(Instant at, String reason, Failures failures) ->
          new HealthColumns(
              EndpointStatus.SUSPENDED, null, at, reason, BreakerColumns.of(Breaker.CLOSED));
      case EndpointHealth.Disabled(String reason, Failures failures) ->
          new HealthColumns(
              EndpointStatus.DISABLED, reason, null, null, BreakerColumns.of(Breaker.CLOSED));
    };
  }
}
