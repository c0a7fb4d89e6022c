package dev.postern.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The current row of a result, by column name, in our types. */
public record Row(ResultSet rows) {

  public UUID uuid(String column) throws SQLException {
    return rows.getObject(column, UUID.class);
  }

  public <T> T id(String column, Function<UUID, T> type) throws SQLException {
    return type.apply(uuid(column));
  }

  public <T> @Nullable T idOrNull(String column, Function<UUID, T> type) throws SQLException {
    UUID value = rows.getObject(column, UUID.class);
    return value == null ? null : type.apply(value);
  }

  public String text(String column) throws SQLException {
    return rows.getString(column);
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return rows.getString(column);
  }

  public byte[] bytes(String column) throws SQLException {
    return rows.getBytes(column);
  }

  public byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return rows.getBytes(column);
  }

  public int integer(String column) throws SQLException {
    return rows.getInt(column);
  }

  public @Nullable Integer integerOrNull(String column) throws SQLException {
    int value = rows.getInt(column);
    return rows.wasNull() ? null : value;
  }

  public long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  public boolean flag(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  public Instant instant(String column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  public @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  public <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, rows.getString(column));
  }
}
