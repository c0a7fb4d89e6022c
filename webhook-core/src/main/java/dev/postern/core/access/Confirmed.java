package dev.postern.core.access;

import java.time.Duration;
import java.time.Instant;

/**
 * When a person last proved who they are: at the log-in, or by {@link SignIn#confirm} since. What
 * shows a secret, replaces one or deletes asks for a proof that is at most {@link #WINDOW} old, so
 * that a screen left open is not enough.
 */
public record Confirmed(Instant at) {
  public static final Duration WINDOW = Duration.ofMinutes(5);

  /** Inclusive: a proof counts until the window has passed, and none from the future does. */
  public boolean countsAt(Instant now) {
    return !now.isBefore(at) && !now.isAfter(at.plus(WINDOW));
  }
}
