package dev.postern.outbound.rest;

import dev.postern.core.problem.ProblemException;
import java.util.Optional;

/** Ids in paths. */
final class Paths {
  private Paths() {}

  /** What is no id is an id that does not exist. */
  static <T> T known(Optional<T> id, String what) {
    return id.orElseThrow(() -> ProblemException.notFound(what));
  }
}
