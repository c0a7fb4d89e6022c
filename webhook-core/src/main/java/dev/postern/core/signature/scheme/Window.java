package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Reason;
import java.time.Duration;
import java.util.Optional;

/** The replay window: as wide into the future as into the past, its bounds included. */
public final class Window {
  private Window() {}

  public static Optional<Reason> judge(Duration age, Duration tolerance) {
    if (age.compareTo(tolerance) > 0) {
      return Optional.of(Reason.STALE_TIMESTAMP);
    }
    return age.negated().compareTo(tolerance) > 0
        ? Optional.of(Reason.FUTURE_TIMESTAMP)
        : Optional.empty();
  }
}
