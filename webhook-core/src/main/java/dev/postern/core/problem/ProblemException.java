package dev.postern.core.problem;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}. Its message is safe to show. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;
  private final transient @Nullable Pace pace;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  private ProblemException(Problem problem, @Nullable Pace pace) {
    // No stack trace: an expected refusal is a value, and a flood of them must stay cheap.
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
    this.pace = pace;
  }

  /** What it was too quick for; empty where no time changes anything. */
  public Optional<Pace> pace() {
    return Optional.ofNullable(pace);
  }

  public static ProblemException rateLimited(String detail, Pace pace) {
    return new ProblemException(Problem.of(429, "rate_limited", detail), pace);
  }

  public Problem problem() {
    return problem;
  }

  public static ProblemException badRequest(String code, String detail) {
    return new ProblemException(Problem.of(400, code, detail));
  }

  public static ProblemException notFound(String what) {
    return new ProblemException(Problem.of(404, "not_found", what + " was not found."));
  }

  public static ProblemException conflict(String code, String detail) {
    return new ProblemException(Problem.of(409, code, detail));
  }

  public static ProblemException unprocessable(String code, String pointer, String detail) {
    return unprocessable(code, List.of(new FieldError(pointer, detail)));
  }

  public static ProblemException unprocessable(String code, List<FieldError> errors) {
    return new ProblemException(
        Problem.of(422, code, errors.isEmpty() ? code : errors.getFirst().detail(), errors));
  }
}
