package dev.postern.outbound.claim;

import dev.postern.outbound.health.Breaker;
import java.time.Instant;

/**
 * How many requests may go to one endpoint at this moment.
 *
 * @param probe it is one request, and what comes of it decides about the others
 */
public record Turn(int requests, boolean probe) {
  public static Turn of(Breaker breaker, Instant now) {
    return switch (breaker) {
      case Breaker.Closed closed -> new Turn(Integer.MAX_VALUE, false);
      case Breaker.Open open -> open.probeDue(now) ? new Turn(1, true) : new Turn(0, false);
      case Breaker.Probing probing ->
          probing.probeDue(now) ? new Turn(1, true) : new Turn(0, false);
    };
  }

  public Turn atMost(int most) {
    return new Turn(Math.max(0, Math.min(requests, most)), probe);
  }
}
