package dev.postern.outbound.dispatch;

import dev.postern.outbound.claim.ClaimedDelivery;
import java.util.Optional;

/**
 * A claimed delivery on its way.
 *
 * @param message empty when the event is not in the store any more
 * @param claimedAt of the monotonic clock, taken before the claim: the lease is no older
 */
record Dispatch(ClaimedDelivery delivery, Optional<Message> message, long claimedAt) {}
