package dev.postern.outbound.health;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.store.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A breaker as its row has it: what does not apply is null. */
record BreakerColumns(
    State state,
    @Nullable Instant probeAt,
    @Nullable DeliveryId probe,
    @Nullable Long waitMillis,
    Window window) {
  enum State {
    CLOSED,
    OPEN,
    PROBING
  }

  static BreakerColumns of(Breaker breaker) {
    return switch (breaker) {
      case Breaker.Closed(Window window) ->
          new BreakerColumns(State.CLOSED, null, null, null, window);
      case Breaker.Open(Instant at, Duration pause) ->
          new BreakerColumns(State.OPEN, at, null, pause.toMillis(), Window.EMPTY);
      case Breaker.Probing(DeliveryId probe, Instant until, Duration pause) ->
          new BreakerColumns(State.PROBING, until, probe, pause.toMillis(), Window.EMPTY);
    };
  }

  static BreakerColumns read(Row row) throws SQLException {
    return new BreakerColumns(
        row.word("breaker", State.class),
        row.instantOrNull("probe_at"),
        row.idOrNull("probe_delivery", DeliveryId::new),
        row.number("breaker_wait_ms"),
        new Window(
            row.instantOrNull("window_since"),
            row.integer("window_attempts"),
            row.integer("window_failures")));
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
