package dev.postern.outbound.claim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was leased of one paced endpoint.
 *
 * @param ripeIn when its batch is to go although it is not full; empty: nothing is gathering
 */
public record PacedClaim(List<ClaimedDelivery> deliveries, Optional<Duration> ripeIn) {
  static final PacedClaim NOTHING = new PacedClaim(List.of(), Optional.empty());

  public static PacedClaim of(List<ClaimedDelivery> deliveries) {
    return new PacedClaim(deliveries, Optional.empty());
  }
}
