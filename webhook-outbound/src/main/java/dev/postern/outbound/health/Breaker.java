package dev.postern.outbound.health;

import dev.postern.core.id.DeliveryId;
import java.time.Duration;
import java.time.Instant;

/**
 * Spares a receiver that is down: closed, requests flow; open, none does; half-open, exactly one
 * probe is on its way. Times are the database's clock. Immutable.
 */
public sealed interface Breaker {
  Breaker CLOSED = new Closed(Window.EMPTY);

  record Closed(Window window) implements Breaker {}

  /**
   * @param probeAt a probe may go from then on
   * @param pause how long this opening lasts; the next one lasts twice as long
   */
  record Open(Instant probeAt, Duration pause) implements Breaker {}

  /**
   * @param until given up then: its node died with it
   */
  record Probing(DeliveryId probe, Instant until, Duration pause) implements Breaker {}

  /** Whether a delivery may be claimed as the probe. Never while closed. */
  default boolean probeDue(Instant now) {
    return switch (this) {
      case Closed closed -> false;
      case Open(Instant at, Duration pause) -> !at.isAfter(now);
      case Probing(DeliveryId probe, Instant until, Duration pause) -> !until.isAfter(now);
    };
  }

  /** This breaker with that delivery on its way as the probe. */
  default Breaker probing(DeliveryId probe, Instant until) {
    return switch (this) {
      case Closed closed -> closed;
      case Open(Instant at, Duration pause) -> new Probing(probe, until, pause);
      case Probing(DeliveryId lost, Instant gone, Duration pause) ->
          new Probing(probe, until, pause);
    };
  }

  /** Any success is proof enough, also of a request that began before the opening. */
  default Breaker onSuccess(Instant now) {
    return switch (this) {
      case Closed(Window window) -> new Closed(window.success(now));
      case Open open -> CLOSED;
      case Probing probing -> CLOSED;
    };
  }

  /**
   * @param inARow failures in a row, this one included
   */
  default Breaker onFailure(Failure failure, int inARow, BreakerRule rule) {
    return switch (this) {
      case Closed(Window window) -> closed(window.failure(failure.at()), failure, inARow, rule);
      // It began before the opening, and says nothing new.
      case Open open -> open;
      case Probing probing when probing.probe().equals(failure.delivery()) -> {
        Duration pause = rule.next(probing.pause());
        yield new Open(failure.at().plus(rule.longer(pause, failure.askedToWait())), pause);
      }
      case Probing probing -> probing;
    };
  }

  private static Breaker closed(Window window, Failure failure, int inARow, BreakerRule rule) {
    boolean opens = rule.opens(failure, inARow, window);
    return opens
        ? new Open(
            failure.at().plus(rule.longer(rule.firstWait(), failure.askedToWait())),
            rule.firstWait())
        : new Closed(window);
  }
}
