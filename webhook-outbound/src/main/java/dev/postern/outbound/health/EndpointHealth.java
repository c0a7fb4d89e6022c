package dev.postern.outbound.health;

import java.time.Duration;
import java.time.Instant;

/**
 * An endpoint's health; each state knows what an attempt makes of it. Immutable. Suspended and
 * disabled endpoints get no new attempts; what was in flight may still tell its outcome.
 */
public sealed interface EndpointHealth {
  EndpointHealth HEALTHY = new Active(Failures.NONE);

  Failures failures();

  EndpointHealth onSuccess();

  EndpointHealth onFailure(Instant now, SuspensionRule rule);

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
  record Active(Failures failures) implements EndpointHealth {
    @Override
    public EndpointHealth onSuccess() {
      return failures.none() ? this : HEALTHY;
    }

    @Override
    public EndpointHealth onFailure(Instant now, SuspensionRule rule) {
      Failures more = failures.plusOne(now);
      if (more.count() < rule.failures() || more.lastingAt(now).compareTo(rule.since()) < 0) {
        return new Active(more);
      }
      return new Suspended(now, reason(more, now), more);
    }

    private static String reason(Failures failures, Instant now) {
      Duration lasting = failures.lastingAt(now);
      return "%d attempts in a row failed over %d s".formatted(failures.count(), lasting.toSeconds());
    }
  }

  /** By the machine: deliveries are held until a person enables the endpoint. */
  record Suspended(Instant at, String reason, Failures failures) implements EndpointHealth {
    @Override
    public EndpointHealth onSuccess() {
      return this;
    }

    @Override
    public EndpointHealth onFailure(Instant now, SuspensionRule rule) {
      return new Suspended(at, reason, failures.plusOne(now));
    }

    @Override
    public EndpointHealth onGone() {
      return new Disabled("gone", failures);
    }
  }

  /** By a person, or by the receiver's 410. */
  record Disabled(String reason, Failures failures) implements EndpointHealth {
    @Override
    public EndpointHealth onSuccess() {
      return this;
    }

    @Override
    public EndpointHealth onFailure(Instant now, SuspensionRule rule) {
      return this;
    }

    @Override
    public EndpointHealth onGone() {
      return this;
    }
  }
}
