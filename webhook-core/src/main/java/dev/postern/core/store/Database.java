package dev.postern.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL for the stores. A connection taken inside a transaction belongs to it; outside, every
 * statement commits by itself. SQL is constant text, values are parameters. Thread-safe.
 */
public final class Database {
  private final Opening opening;
  private final Dialect dialect;
  private final RowSecurity security;

  /** Outside of a container: a connection that does not commit by itself is in a transaction. */
  public Database(DataSource source) {
    this(source::getConnection, connection -> !connection.getAutoCommit());
  }

  Database(Opening opening, ConnectionCall<Boolean> inTransaction) {
    this.opening = opening;
    this.dialect = detect(opening);
    this.security = new RowSecurity(inTransaction);
  }

  public Dialect dialect() {
    return dialect;
  }

  /** From now on a {@link TenantScope} counts; on PostgreSQL, once the tables are there. */
  void secureRows() {
    if (dialect == Dialect.POSTGRESQL) {
      security.prepare(this);
    }
  }

  /** Puts the transaction that was just opened under the scope of this thread, if there is one. */
  void enterScope() {
    if (security.applies()) {
      call(connection -> true);
    }
  }

  /** See {@link Transactions#unscoped}; for stores of what is no tenant's. */
  public <T> T unscoped(Supplier<T> work) {
    UUID tenant = TenantScope.current();
    if (tenant == null) {
      return work.get();
    }
    TenantScope.leave();
    T result;
    try {
      boolean unused = call(security::release);
      result = work.get();
    } finally {
      TenantScope.enter(tenant);
    }
    // After a failure the transaction is lost, and would refuse this.
    enterScope();
    return result;
  }

  /** For batches, arrays and anything else the short forms below do not cover. */
  public <T> T call(ConnectionCall<T> work) {
    try (Connection connection = opening.open()) {
      return security.within(connection, work);
    } catch (SQLException e) {
      throw new StoreException("the database refused or could not be reached", e);
    }
  }

  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(statement, parameters);
        try (ResultSet rows = statement.executeQuery()) {
          List<T> result = new ArrayList<>();
          while (rows.next()) {
            result.add(mapper.map(new Row(rows)));
          }
          return result;
        }
      }
    });
  }

  public <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  /** Returns the number of rows changed. */
  public int update(String sql, @Nullable Object... parameters) {
    return call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(statement, parameters);
        return statement.executeUpdate();
      }
    });
  }

  /** One statement for many rows, in one round trip; the counts are in the order of the rows. */
  public int[] batch(String sql, List<@Nullable Object[]> rows) {
    return call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (@Nullable Object[] row : rows) {
          bind(statement, row);
          statement.addBatch();
        }
        return statement.executeBatch();
      }
    });
  }

  /** Binds in order; see {@link Parameters} for what is understood. */
  public static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Parameters.set(statement, i + 1, parameters[i]);
    }
  }

  private static Dialect detect(Opening opening) {
    try (Connection connection = opening.open()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> Dialect.H2;
        case "PostgreSQL" -> Dialect.POSTGRESQL;
        default -> throw new IllegalStateException("unsupported database " + product);
      };
    } catch (SQLException e) {
      throw new StoreException("the database cannot be reached", e);
    }
  }

  /** Where connections come from: the open transaction's own, or one for a statement. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** Work on one connection; do not keep it. */
  @FunctionalInterface
  public interface ConnectionCall<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Turns the current row into a value. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(Row row) throws SQLException;
  }
}
