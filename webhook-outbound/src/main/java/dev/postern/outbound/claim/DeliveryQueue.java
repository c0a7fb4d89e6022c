package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * Leases out deliveries that are due. Every method is atomic: it joins an open transaction or makes
 * its own. Thread-safe, and safe between nodes.
 */
public interface DeliveryQueue {

  /**
   * Leases due deliveries of active endpoints, endpoint after endpoint, oldest first within one. No
   * delivery is leased to two at once. One call may visit a part of the endpoints only: see {@link
   * ClaimBatch#resumeAfter}.
   */
  ClaimBatch claim(ClaimRequest request);

  /**
   * Leases due deliveries of one endpoint whose pace all nodes share: as many as its rate limit,
   * its cap and its breaker leave, one as the probe of a breaker that is half-open. Where the
   * endpoint takes batches, one batch under one lease, which counts as one request.
   */
  PacedClaim claimPaced(ClaimRequest request, EndpointId endpoint);

  /** Prolongs leases that are still held to {@code length} from now. */
  void renew(Collection<ClaimedDelivery> deliveries, Duration length);

  /** Gives back what was not sent: due at once, for everybody. Lost leases are left alone. */
  void release(Collection<ClaimedDelivery> deliveries);

  /**
   * Carries out the moves whose lease is still held.
   *
   * @return those deliveries, each with the lease that counted: a node may hold results of one
   *     delivery under two leases; for the others somebody else has or will have the say
   */
  Set<ClaimedDelivery> settle(Collection<QueueMove> moves);
}
