package dev.postern.core.store;

import dev.postern.core.id.Id;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How values of ours become JDBC parameters: ids as UUIDs, instants with their offset, Java arrays
 * of UUIDs, texts, whole numbers, fractions and flags as SQL arrays.
 */
final class Parameters {
  private Parameters() {}

  static void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Id id -> statement.setObject(index, id.uuid());
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case Enum<?> word -> statement.setString(index, word.name());
      case byte[] bytes -> statement.setBytes(index, bytes);
      case UUID[] ids -> setArray(statement, index, "uuid", ids);
      case String[] texts -> setArray(statement, index, "text", texts);
      case Integer[] numbers -> setArray(statement, index, "int4", numbers);
      case Double[] fractions -> setArray(statement, index, "float8", fractions);
      case Boolean[] flags -> setArray(statement, index, "bool", flags);
      default -> statement.setObject(index, value);
    }
  }

  private static void setArray(
      PreparedStatement statement, int index, String type, @Nullable Object[] values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
