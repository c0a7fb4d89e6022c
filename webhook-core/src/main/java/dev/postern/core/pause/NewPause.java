package dev.postern.core.pause;

import dev.postern.core.problem.ProblemException;
import java.util.UUID;

/**
 * What somebody wants stopped. The caller has made sure that the object is the tenant's.
 *
 * @param object the tenant's, endpoint's or source's number; the nil UUID for everything
 */
public record NewPause(
    Pause.Scope scope, UUID object, boolean intake, boolean deliveries, String reason) {
  private static final int LONGEST = 500;

  public NewPause {
    reason = reason.strip();
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw ProblemException.unprocessable(
          "invalid_value", "/reason", "Say why, in at most " + LONGEST + " characters.");
    }
    // An endpoint takes nothing in and a source sends nothing.
    intake = intake && scope != Pause.Scope.ENDPOINT;
    deliveries = deliveries && scope != Pause.Scope.SOURCE;
    if (!intake && !deliveries) {
      throw ProblemException.unprocessable(
          "invalid_value", "/intake", "Nothing would be paused: name intake, deliveries or both.");
    }
  }

  /** Intake and deliveries of everything there is. */
  public static NewPause everything(boolean intake, boolean deliveries, String reason) {
    return new NewPause(Pause.Scope.EVERYTHING, Pause.EVERYTHING, intake, deliveries, reason);
  }
}
