package dev.postern.core.problem;

import java.util.List;

/** Ends a request with a {@link Problem}. Its message is safe to show. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    // No stack trace: an expected refusal is a value, and a flood of them must stay cheap.
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
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
