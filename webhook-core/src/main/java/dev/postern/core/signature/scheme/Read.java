package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Reason;
import java.util.Optional;
import java.util.function.Function;

/** Something read from a request, or why it could not be. */
public sealed interface Read<T> {

  record Got<T>(T value) implements Read<T> {
    @Override
    public <R> Read<R> then(Function<T, Read<R>> next) {
      return next.apply(value);
    }

    @Override
    public <R> Read<R> refused() {
      throw new IllegalStateException("This was read.");
    }
  }

  record Refused<T>(Reason reason) implements Read<T> {
    @Override
    public <R> Read<R> refused() {
      return new Refused<>(reason);
    }

    @Override
    public <R> Read<R> then(Function<T, Read<R>> next) {
      return new Refused<>(reason);
    }
  }

  static <T> Read<T> of(Optional<T> value, Reason otherwise) {
    return value.<Read<T>>map(Got::new).orElseGet(() -> new Refused<>(otherwise));
  }

  /**
   * The same refusal, of whatever was to be made of it.
   *
   * @throws IllegalStateException when something was read
   */
  <R> Read<R> refused();

  /** The next step, taken only with something in hand. */
  <R> Read<R> then(Function<T, Read<R>> next);
}
