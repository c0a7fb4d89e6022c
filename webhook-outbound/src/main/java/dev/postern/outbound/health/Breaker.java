package dev.postern.outbound.health;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

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
   * @param probe the lease of what is on its way: one delivery, or the whole of a batch
   * @param until given up then: its node died with it
   */
  record Probing(UUID probe, Instant until, Duration pause) implements Breaker {}

  /** Whether a delivery may be claimed as the probe. Never while closed. */
  default boolean probeDue(Instant now) {
    return switch (this) {
      case Closed closed -> false;
      case Open(Instant at, Duration pause) -> !at.isAfter(now);
      case Probing(UUID probe, Instant until, Duration pause) -> !until.isAfter(now);
    };
  }

  /** This breaker with what has that lease on its way as the probe. */
  default Breaker probing(UUID probe, Instant until) {
    return switch (this) {
      case Closed closed -> closed;
      case Open(Instant at, Duration pause) -> new Probing(probe, until, pause);
      case Probing(UUID lost, Instant gone, Duration pause) -> new Probing(probe, until, pause);
    };
  }

  /** This breaker when what had that lease came to no attempt: another may be the probe at once. */
  default Breaker unsent(UUID lease, Instant now) {
    return this instanceof Probing(UUID probe, Instant until, Duration pause) && probe.equals(lease)
        ? new Open(now, pause)
        : this;
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
      case Probing probing when probing.probe().equals(failure.lease()) -> {
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
