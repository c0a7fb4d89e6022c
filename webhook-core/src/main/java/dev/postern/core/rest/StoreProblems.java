package dev.postern.core.rest;

import dev.postern.core.problem.Problem;
import dev.postern.core.store.Outage;
import java.util.Optional;

/** What a caller is told when the store could not do it now, but may in a moment. */
public final class StoreProblems {
  private StoreProblems() {}

  public static Optional<Problem> of(Throwable thrown) {
    // It comes as any other failure of the store, and is the more exact word.
    return busy(thrown)
        .or(() ->
            Outage.isBehind(thrown)
                ? Optional.of(unavailable("unavailable", "The store is away; try again shortly."))
                : Optional.empty());
  }

  /** 503 {@code busy}: the store is there, but somebody holds what was to be changed. */
  public static Optional<Problem> busy(Throwable thrown) {
    return Outage.isLocked(thrown)
        ? Optional.of(
            unavailable(
                "busy",
                "Somebody else is at work on this; nothing was changed, try again shortly."))
        : Optional.empty();
  }

  private static Problem unavailable(String code, String detail) {
    return Problem.of(503, code, detail);
  }
}
