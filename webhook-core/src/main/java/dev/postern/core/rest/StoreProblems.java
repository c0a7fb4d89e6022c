package dev.postern.core.rest;

import dev.postern.core.problem.Problem;
import dev.postern.core.store.Outage;
import java.util.Optional;

/** What a caller is told when the store could not do it now, but may in a moment. */
final class StoreProblems {
  private StoreProblems() {}

  static Optional<Problem> of(Throwable thrown) {
    // It comes as any other failure of the store, and is the more exact word.
    if (Outage.isLocked(thrown)) {
      return Optional.of(
          Problem.of(
              503,
              "busy",
              "Somebody else is at work on this; nothing was changed, try again shortly."));
    }
    return Outage.isBehind(thrown)
        ? Optional.of(Problem.of(503, "unavailable", "The store is away; try again shortly."))
        : Optional.empty();
  }
}
