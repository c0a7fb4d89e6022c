package dev.postern.core.retention;

import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * Days, each 1 to 3,650, after which what is over is taken away.
 *
 * @param eventsDays events with their deliveries
 * @param attemptsDays attempts: requests and answers
 * @param receivedDays webhooks taken in
 */
public record Retention(int eventsDays, int attemptsDays, int receivedDays) {
  public static final int MAX_DAYS = 3650;
  private static final Retention DEFAULT = new Retention(90, 30, 90);

  public static Retention standard() {
    return DEFAULT;
  }

  /** 422 {@code invalid_value} for days out of range. */
  void check() {
    List<FieldError> errors = new ArrayList<>();
    check(eventsDays, "events_days", errors);
    check(attemptsDays, "attempts_days", errors);
    check(receivedDays, "received_days", errors);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.of(422, "invalid_value", errors.getFirst().detail(), errors));
    }
  }

  private static void check(int days, String field, List<FieldError> errors) {
    if (days < 1 || days > MAX_DAYS) {
      errors.add(new FieldError("/retention/" + field, "This must be 1 to " + MAX_DAYS + " days."));
    }
  }
}
