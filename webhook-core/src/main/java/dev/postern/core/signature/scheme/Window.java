package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.VerificationSettings;
import java.time.Duration;
import java.util.Optional;

/** The replay window: as wide into the future as into the past, its bounds included. */
public final class Window {
  private Window() {}

  /** Empty when it lies within, which whoever watches is told. */
  public static Optional<Reason> judge(Duration age, VerificationSettings settings) {
    Optional<Reason> outside = judge(age, settings.tolerance());
    if (outside.isEmpty()) {
      settings.ages().seen(age);
    }
    return outside;
  }

  private static Optional<Reason> judge(Duration age, Duration tolerance) {
    if (age.compareTo(tolerance) > 0) {
      return Optional.of(Reason.STALE_TIMESTAMP);
    }
    // Not by negating one of them: a duration does that in decimals.
    return age.plus(tolerance).isNegative()
        ? Optional.of(Reason.FUTURE_TIMESTAMP)
        : Optional.empty();
  }

  /** {@code by}, unless the stamp lies outside the window of that case. */
  public static Read<SecretVersion> admit(Duration age, Protocol.Case it, SecretVersion by) {
    return judge(age, it.settings())
        .<Read<SecretVersion>>map(Read.Refused::new)
        .orElseGet(() -> new Read.Got<>(by));
  }
}
