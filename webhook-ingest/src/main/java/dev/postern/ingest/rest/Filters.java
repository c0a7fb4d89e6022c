package dev.postern.ingest.rest;

import dev.postern.core.id.SourceId;
import dev.postern.core.json.Rfc3339;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters as typed values; what cannot be one is 400. */
final class Filters {
  private static final int MAX_TEXT = 512;

  private Filters() {}

  static @Nullable Instant instant(String name, @Nullable String text) {
    return typed(name, text, Rfc3339::parse, "is not an RFC 3339 timestamp.");
  }

  static @Nullable SourceId source(@Nullable String text) {
    return typed("source_id", text, SourceId::parse, "is not the id of a source.");
  }

  static <T> @Nullable T typed(
      String name, @Nullable String text, Function<String, Optional<T>> parse, String wrong) {
    return text == null ? null : parse.apply(text).orElseThrow(() -> invalid(name, wrong));
  }

  static @Nullable String text(String name, @Nullable String text) {
    if (text != null && (text.length() > MAX_TEXT || text.indexOf('\0') >= 0)) {
      throw invalid(name, "is at most " + MAX_TEXT + " characters, none of them NUL.");
    }
    return text == null || text.isEmpty() ? null : text;
  }

  private static ProblemException invalid(String name, String what) {
    String detail = "The query parameter '" + name + "' " + what;
    return new ProblemException(
        Problem.of(400, "invalid_parameter", detail, List.of(new FieldError("?" + name, detail))));
  }
}
