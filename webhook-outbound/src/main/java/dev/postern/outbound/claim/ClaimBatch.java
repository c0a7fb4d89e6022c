package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import java.util.List;
import java.util.Optional;

/**
 * What was claimed.
 *
 * @param resumeAfter where to go on; empty when the last endpoint of the lane was reached
 * @param paced endpoints that have something due and are to be asked for by {@link
 *     DeliveryQueue#claimPaced}
 */
public record ClaimBatch(
    List<ClaimedDelivery> deliveries, Optional<EndpointId> resumeAfter, List<EndpointId> paced) {}
