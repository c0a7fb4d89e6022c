package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Reason;
import java.util.Optional;
import java.util.function.Function;

/** Something read from a request, or why it could not be. */
public sealed interface Read<T> {

  record Got<T>(T value) implements Read<T> {}

  record Refused<T>(Reason reason) implements Read<T> {}

  static <T> Read<T> of(Optional<T> value, Reason otherwise) {
    return value.<Read<T>>map(Got::new).orElseGet(() -> new Refused<>(otherwise));
  }

  default <R> Read<R> then(Function<T, Read<R>> next) {
    return switch (this) {
      case Got<T>(T value) -> next.apply(value);
      case Refused<T>(Reason reason) -> new Refused<>(reason);
    };
  }
}
