package dev.postern.core.access;

import dev.postern.core.config.Settings;
import java.time.Duration;
import java.time.Instant;

/**
 * When a person last proved who they are: at the log-in, or by {@link SignIn#confirm} since. What
 * shows a secret, replaces one or deletes asks for a proof that is not older than a window, so that
 * a screen left open is not enough.
 */
public record Confirmed(Instant at) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** {@code postern.confirmation.window} (PT5M): how long a proof counts. */
  public static Duration window(Settings settings) {
    return settings.value(
        "postern.confirmation.window",
        "PT5M",
        "an ISO 8601 duration, PT10S to PT1H",
        text -> {
          Duration window = Duration.parse(text);
          if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("out of range");
          }
          return window;
        });
  }

  /** Inclusive: a proof counts until the window has passed, and none from the future does. */
  public boolean countsAt(Instant now, Duration window) {
    return !now.isBefore(at) && !now.isAfter(at.plus(window));
  }
}
