package dev.postern.core.store;

import dev.postern.core.id.Id;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as one array a column, for a statement that {@code unnest}s them: on PostgreSQL one
 * execution for all, where a batch is one for each row.
 */
public final class Columns {
  private Columns() {}

  /**
   * @param types of the columns: {@code UUID}, {@code String}, {@code Integer}, {@code Double} or
   *     {@code Boolean}; ids, words and instants become what PostgreSQL reads
   */
  public static Object[] of(List<@Nullable Object[]> rows, Class<?>... types) {
    Object[] columns = new Object[types.length];
    for (int column = 0; column < types.length; column++) {
      Object array = Array.newInstance(types[column], rows.size());
      for (int row = 0; row < rows.size(); row++) {
        Array.set(array, row, element(rows.get(row)[column]));
      }
      columns[column] = array;
    }
    return columns;
  }

  private static @Nullable Object element(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Id id -> id.uuid();
      case Enum<?> word -> word.name();
      case Instant instant -> instant.toString();
      default -> value;
    };
  }
}
