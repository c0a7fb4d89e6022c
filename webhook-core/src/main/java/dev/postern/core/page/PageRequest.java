package dev.postern.core.page;

import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page is wanted: rows with an id below {@code before}, newest first, at most {@code limit}.
 *
 * <p>A store reads {@code limit + 1} rows and hands them to {@link #page}: the extra row only tells
 * that there is a next page.
 */
public record PageRequest(int limit, @Nullable UUID before) {
  public static final int MAX_LIMIT = 250;
  public static final int DEFAULT_LIMIT = 50;
  private static final UUID NEWEST = new UUID(-1L, -1L);

  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }

  /** From query parameters; 400 when they are out of range or not a cursor of ours. */
  public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
    return new PageRequest(
        limit == null ? DEFAULT_LIMIT : parseLimit(limit),
        cursor == null ? null : parseCursor(cursor));
  }

  /** The upper, exclusive bound to put into SQL; above every UUIDv7 when there is no cursor. */
  public UUID bound() {
    return before == null ? NEWEST : before;
  }

  public <T> Page<T> page(List<T> rows, Function<T, UUID> id) {
    if (rows.size() <= limit) {
      return Page.all(rows);
    }
    List<T> data = rows.subList(0, limit);
    return new Page<>(List.copyOf(data), cursor(id.apply(data.getLast())));
  }

  private static String cursor(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static int parseLimit(String text) {
    // One spelling a number: parseInt alone would also read +5, 005 and other alphabets' digits.
    if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MAX_LIMIT) {
      return Integer.parseInt(text);
    }
    throw invalid("?limit", "limit must be a whole number from 1 to " + MAX_LIMIT + ".");
  }

  private static UUID parseCursor(String text) {
    if (text.matches("[A-Za-z0-9_-]{21}[AQgw]")) {
      ByteBuffer buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    throw invalid("?cursor", "cursor is not one that this list gave out.");
  }

  private static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(
        Problem.of(400, "invalid_parameter", detail, List.of(new FieldError(pointer, detail))));
  }
}
