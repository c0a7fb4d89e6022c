package dev.postern.outbound.health;

import dev.postern.outbound.endpoint.SuspensionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's health; each state knows what an attempt makes of it. Immutable. Suspended and
 * disabled endpoints get no new attempts; what was in flight may still tell its outcome.
 */
public sealed interface EndpointHealth {
  EndpointHealth HEALTHY = new Active(Failures.NONE, Breaker.CLOSED);

  Failures failures();

  EndpointHealth onSuccess(Instant now);

  EndpointHealth onFailure(Failure failure, SuspensionRule rule);

  /** Sent to again after the machine had stopped: one delivery goes first, and shows the way. */
  static EndpointHealth resumed(Instant now, SuspensionRule rule) {
    return new Active(Failures.NONE, new Breaker.Open(now, BreakerRule.of(rule).firstWait()));
  }

  /** How far the failures in a row have come towards a suspension, in percent: 0, 50 or 80. */
  default int warning(SuspensionRule rule) {
    int percent = takesDeliveries() ? 100 * failures().count() / rule.afterFailures() : 0;
    return percent >= 80 ? 80 : percent >= 50 ? 50 : 0;
  }

  /** What had that lease came to no attempt. */
  default EndpointHealth unsent(UUID lease, Instant now) {
    return this instanceof Active(Failures failures, Breaker breaker)
        ? new Active(failures, breaker.unsent(lease, now))
        : this;
  }

  /** The receiver answered 410. */
  default EndpointHealth onGone() {
    return new Disabled("gone", failures());
  }

  default boolean takesDeliveries() {
    return switch (this) {
      case Active active -> true;
      case Suspended suspended -> false;
      case Disabled disabled -> false;
    };
  }

  /** Deliveries are attempted. */
  record Active(Failures failures, Breaker breaker) implements EndpointHealth {
    @Override
    public EndpointHealth onSuccess(Instant now) {
      return new Active(Failures.NONE, breaker.onSuccess(now));
    }

    @Override
    public EndpointHealth onFailure(Failure failure, SuspensionRule rule) {
      Instant now = failure.at();
      Failures more = failures.plusOne(now);
      if (more.count() < rule.afterFailures()
          || more.lastingAt(now).compareTo(rule.minimumAge()) < 0) {
        return new Active(more, breaker.onFailure(failure, more.count(), BreakerRule.of(rule)));
      }
      return new Suspended(now, sentence(more, now), more);
    }

    private static String sentence(Failures failures, Instant now) {
      Duration lasting = failures.lastingAt(now);
      return "%d attempts in a row failed over %d s"
          .formatted(failures.count(), lasting.toSeconds());
    }
  }

  /** By the machine: deliveries are held until a person enables the endpoint. */
  record Suspended(Instant at, String reason, Failures failures) implements EndpointHealth {
    @Override
    public EndpointHealth onSuccess(Instant now) {
      return this;
    }

    @Override
    public EndpointHealth onFailure(Failure failure, SuspensionRule rule) {
      return new Suspended(at, reason, failures.plusOne(failure.at()));
    }
  }

  /**
   * By a person, or by the receiver's 410.
   *
   * @param reason {@code gone}; null when it was a person
   */
  record Disabled(@Nullable String reason, Failures failures) implements EndpointHealth {
    @Override
    public EndpointHealth onSuccess(Instant now) {
      return this;
    }

    @Override
    public EndpointHealth onFailure(Failure failure, SuspensionRule rule) {
      return this;
    }

    @Override
    public EndpointHealth onGone() {
      return this;
    }
  }
}
