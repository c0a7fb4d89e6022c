package dev.postern.outbound.health;

import dev.postern.outbound.endpoint.SuspensionRule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
      if (more.count() < rule.afterFailures()
          || more.lastingAt(now).compareTo(rule.minimumAge()) < 0) {
        return new Active(more);
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
    public EndpointHealth onSuccess() {
      return this;
    }

    @Override
    public EndpointHealth onFailure(Instant now, SuspensionRule rule) {
      return new Suspended(at, reason, failures.plusOne(now));
    }
  }

  /**
   * By a person, or by the receiver's 410.
   *
   * @param reason {@code gone}; null when it was a person
   */
  record Disabled(@Nullable String reason, Failures failures) implements EndpointHealth {
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
