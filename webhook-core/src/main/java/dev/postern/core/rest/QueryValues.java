package dev.postern.core.rest;

import dev.postern.core.json.Rfc3339;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters as typed values; what cannot be one is 400 {@code invalid_parameter}. */
public final class QueryValues {
  private static final int MAX_TEXT = 256;

  private QueryValues() {}

  public static @Nullable Instant time(String name, @Nullable String text) {
    return typed(name, text, Rfc3339::parse, "an RFC 3339 time such as 2026-11-22T10:00:00Z");
  }

  /** Null for an empty one: a form field that was left blank. */
  public static @Nullable String text(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > MAX_TEXT || text.codePoints().anyMatch(QueryValues::unfit)) {
      throw invalid(name, "at most " + MAX_TEXT + " characters without control characters");
    }
    return text.strip();
  }

  /** Control characters, and halves of surrogate pairs, which no UTF-8 has. */
  private static boolean unfit(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  public static <T> @Nullable T typed(
      String name, @Nullable String text, Function<String, Optional<T>> parse, String expected) {
    return text == null ? null : parse.apply(text).orElseThrow(() -> invalid(name, expected));
  }

  private static ProblemException invalid(String name, String expected) {
    String detail = name + " must be " + expected + ".";
    return new ProblemException(
        Problem.of(400, "invalid_parameter", detail, List.of(new FieldError("?" + name, detail))));
  }
}
