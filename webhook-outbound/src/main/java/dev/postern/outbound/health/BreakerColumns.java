package dev.postern.outbound.health;

import dev.postern.outbound.endpoint.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A breaker as its row has it: what does not apply is null. */
record BreakerColumns(
    Circuit state,
    @Nullable Instant probeAt,
    @Nullable UUID probe,
    @Nullable Long waitMillis,
    Window window) {
  static BreakerColumns of(Breaker breaker) {
    return switch (breaker) {
      case Breaker.Closed(Window window) ->
          new BreakerColumns(Circuit.CLOSED, null, null, null, window);
      case Breaker.Open(Instant at, Duration pause) ->
          new BreakerColumns(Circuit.OPEN, at, null, pause.toMillis(), Window.EMPTY);
      case Breaker.Probing(UUID probe, Instant until, Duration pause) ->
          new BreakerColumns(Circuit.PROBING, until, probe, pause.toMillis(), Window.EMPTY);
    };
  }

  Breaker breaker() {
    Duration pause = Duration.ofMillis(Objects.requireNonNullElse(waitMillis, 0L));
    return switch (state) {
      case CLOSED -> new Breaker.Closed(window);
      case OPEN -> new Breaker.Open(Objects.requireNonNull(probeAt), pause);
      case PROBING ->
          new Breaker.Probing(
              Objects.requireNonNull(probe), Objects.requireNonNull(probeAt), pause);
    };
  }
}
