package dev.postern.ingest.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds rows as one array for each column, left to right. Not thread-safe. */
final class Columns<T> {
  private final PreparedStatement statement;
  private final List<T> rows;
  private int index;

  Columns(PreparedStatement statement, List<T> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  void add(String type, Function<T, @Nullable Object> column) throws SQLException {
    @Nullable Object[] values = rows.stream().map(column).toArray();
    bind(type, values);
  }

  void add(Function<T, byte[]> column) throws SQLException {
    bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
  }

  private void bind(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(++index, statement.getConnection().createArrayOf(type, values));
  }
}
