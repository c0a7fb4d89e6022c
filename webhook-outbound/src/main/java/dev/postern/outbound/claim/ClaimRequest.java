package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a node can take now.
 *
 * @param limit most deliveries in all; a batch that goes again is one request and goes whole
 * @param after the endpoint where the last claim of the lane ended; empty: from the first one
 */
public record ClaimRequest(
    Lane lane, int limit, Optional<EndpointId> after, Shares shares, Terms terms) {

  /**
   * How much of it may be for one endpoint, and for which tenants nothing.
   *
   * @param perEndpoint where the endpoint has no cap of its own
   * @param inFlight what this node is sending; counts against the cap
   * @param passedOver tenants that have enough under way
   */
  public record Shares(
      int perEndpoint, Map<EndpointId, Integer> inFlight, Set<TenantId> passedOver) {}

  /**
   * @param token a new one for every claim
   */
  public record Terms(UUID token, Duration length) {}
}
