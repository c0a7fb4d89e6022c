package dev.postern.outbound;

import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.text.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with one input, so that a person hears of all of it at once. The first
 * finding names the problem. Not thread-safe.
 */
public final class Findings {
  public static final String INVALID_VALUE = "invalid_value";

  private final List<FieldError> errors = new ArrayList<>();
  private @Nullable String code;
  private @Nullable String detail;

  public Findings add(String findingCode, String pointer, String sentence) {
    return add(findingCode, pointer, sentence, sentence);
  }

  /**
   * @param sentence the problem's detail when this is the first finding
   * @param fieldDetail the field's own
   */
  public Findings add(String findingCode, String pointer, String sentence, String fieldDetail) {
    if (code == null) {
      code = findingCode;
      detail = sentence;
    }
    errors.add(new FieldError(pointer, fieldDetail));
    return this;
  }

  /** A finding unless {@code holds}. */
  public Findings check(boolean holds, String pointer, String sentence) {
    return holds ? this : add(INVALID_VALUE, pointer, sentence);
  }

  /** A whole number from {@code min} to {@code max}, or nothing at all. */
  public Findings range(@Nullable Long value, long min, long max, String pointer) {
    return check(
        value == null || (value >= min && value <= max),
        pointer,
        "This must be a whole number from " + min + " to " + max + ".");
  }

  /** Text that every store and log can hold: see {@link CleanText}. */
  public Findings text(@Nullable String value, int min, int max, String pointer) {
    return check(
        value == null || (Characters.between(min, max, value) && CleanText.holds(value)),
        pointer,
        "This must be " + min + " to " + max + " characters without control characters.");
  }

  /** 422 with everything found, or nothing. */
  public Optional<Problem> problem() {
    return code == null || detail == null
        ? Optional.empty()
        : Optional.of(Problem.of(422, code, detail, List.copyOf(errors)));
  }

  public void raise() {
    problem()
        .ifPresent(found -> {
          throw new ProblemException(found);
        });
  }
}
