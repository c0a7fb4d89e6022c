package dev.postern.outbound.news;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.endpoint.EndpointStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a row of {@code endpoint_health} has come to since it was last told of.
 *
 * @param warning failures in a row, in percent of those that suspend: 0, 50 or 80
 */
record HealthNews(
    EndpointId endpoint,
    TenantId tenant,
    String url,
    EndpointStatus told,
    int toldWarning,
    Now now,
    int warning) {

  /**
   * @param reason {@code gone}, or why it was suspended, in a sentence
   */
  record Now(
      EndpointStatus status,
      @Nullable String reason,
      int consecutiveFailures,
      @Nullable Instant suspendedAt) {}

  boolean suspended() {
    return now.status() == EndpointStatus.SUSPENDED && told != EndpointStatus.SUSPENDED;
  }

  /** By the receiver's 410; a person who disables an endpoint knows it. */
  boolean gone() {
    return now.status() == EndpointStatus.DISABLED
        && told != EndpointStatus.DISABLED
        && "gone".equals(now.reason());
  }

  /** Whoever disabled it: somebody has ended that. */
  boolean back() {
    return now.status() != EndpointStatus.DISABLED && told == EndpointStatus.DISABLED;
  }

  boolean resumed() {
    return now.status() == EndpointStatus.ACTIVE && told == EndpointStatus.SUSPENDED;
  }

  /** The trouble is over, whoever ended it. */
  boolean over() {
    return now.status() != EndpointStatus.SUSPENDED && told == EndpointStatus.SUSPENDED;
  }

  boolean warns() {
    return now.status() == EndpointStatus.ACTIVE && warning > toldWarning;
  }

  boolean calmed() {
    return toldWarning > 0 && (warning == 0 || now.status() != EndpointStatus.ACTIVE);
  }
}
