package dev.postern.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final int NO_LIMITS = -1;
  private static final Hold NOTHING_HELD = () -> {};

  private final Opening opening;
  private final Dialect dialect;
  private final RowSecurity security;
  private final int usualMillis;
  private final int limitMillis;

  /** Outside of a container: a connection that does not commit by itself is in a transaction. */
  public Database(DataSource source) {
    this(source::getConnection, connection -> !connection.getAutoCommit());
  }

  Database(Opening opening, ConnectionCall<Boolean> inTransaction) {
    this.opening = opening;
    Detected detected = detect(opening);
    this.dialect = detected.dialect();
    this.usualMillis = detected.networkMillis();
    this.limitMillis = usualMillis;
    this.security = new RowSecurity(inTransaction);
  }

  private Database(Database same, int limitMillis) {
    this.opening = same.opening;
    this.dialect = same.dialect;
    this.usualMillis = same.usualMillis;
    this.limitMillis = limitMillis;
    this.security = same.security;
  }

  /**
   * The same for whoever cannot wait: a PostgreSQL that says nothing at all for so long (stopped,
   * or its packets are lost) ends the connection, and the call with a {@link StoreException}.
   * Otherwise it is waited for as its URL says, which is for ever: a statement may well take hours.
   */
  public Database within(Duration limit) {
    return usualMillis == NO_LIMITS ? this : new Database(this, shorter(usualMillis, limit));
  }

  /** Zero is no limit. */
  private static int shorter(int millis, Duration limit) {
    int other = Math.toIntExact(limit.toMillis());
    return millis == 0 ? other : Math.min(millis, other);
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

  /** Undoes what a node of an older build opened by starting after this one. */
  void mendRows() {
    if (dialect == Dialect.POSTGRESQL) {
      security.mend(this);
    }
  }

  /** Puts the transaction that was just opened under the scope of this thread, if there is one. */
  void enterScope() {
    if (security.applies()) {
      call(connection -> true);
    }
  }

  /**
   * The same, and under its {@link Patience}, which counts for what JPA reads too, and for the
   * commit, if this is closed just before it: a container that finds no open handle on the
   * transaction's connection puts its limit back when it gives out the next one.
   */
  Hold enterTransaction() {
    if (usualMillis == NO_LIMITS || Patience.current() == null) {
      enterScope();
      return NOTHING_HELD;
    }
    return hold();
  }

  private Hold hold() {
    try {
      Connection connection = opening.open();
      boolean entered = false;
      try {
        limit(connection);
        entered = security.within(connection, scoped -> true);
      } finally {
        if (!entered) {
          release(connection);
        }
      }
      return () -> release(connection);
    } catch (SQLException e) {
      throw new StoreException("the database refused or could not be reached", e);
    }
  }

  /** What broke on it its statements have told. */
  private static void release(Connection connection) {
    try {
      connection.close();
    } catch (SQLException broken) {
      LOG.log(System.Logger.Level.DEBUG, "database_handle_not_closed", broken);
    }
  }

  /** See {@link Transactions#unscoped}; for stores of what is no tenant's. */
  public <T> T unscoped(Supplier<T> work) {
    UUID tenant = TenantScope.current();
    if (tenant == null) {
      return work.get();
    }
    TenantScope.leave();
    boolean released;
    T result;
    try {
      released = call(security::release);
      result = work.get();
    } finally {
      TenantScope.enter(tenant);
    }
    // After a failure the transaction is lost, and would refuse this.
    if (released) {
      enterScope();
    }
    return result;
  }

  /** For batches, arrays and anything else the short forms below do not cover. */
  public <T> T call(ConnectionCall<T> work) {
    try (ConnectionShare.Turn turn = ConnectionShare.turn();
        Connection connection = opening.open()) {
      limit(connection);
      return security.within(connection, work);
    } catch (SQLException e) {
      throw new StoreException("the database refused or could not be reached", e);
    }
  }

  /** Whoever had the connection before may have left another limit on it. */
  private void limit(Connection connection) {
    if (usualMillis == NO_LIMITS) {
      return;
    }
    Duration patience = Patience.current();
    int millis = patience == null ? limitMillis : shorter(limitMillis, patience);
    try {
      if (connection.getNetworkTimeout() != millis) {
        connection.setNetworkTimeout(Runnable::run, millis);
      }
    } catch (SQLException kept) {
      // The container refuses while the transaction has another handle open: then that one's limit
      // counts. What is wrong with the connection itself its statement will tell.
      LOG.log(System.Logger.Level.DEBUG, "database_limit_kept", kept);
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

  /** As its URL says; whether it can be changed is tried out, so that no statement has to. */
  private static int networkMillis(Connection connection) {
    try {
      int usual = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, usual);
      return usual;
    } catch (SQLException unsupported) {
      LOG.log(System.Logger.Level.WARNING, "database_network_timeout_unsupported", unsupported);
      return NO_LIMITS;
    }
  }

  /** Binds in order; see {@link Parameters} for what is understood. */
  public static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Parameters.set(statement, i + 1, parameters[i]);
    }
  }

  /** What a new connection says of itself. */
  private record Detected(Dialect dialect, int networkMillis) {}

  private static Detected detect(Opening opening) {
    try (Connection connection = opening.open()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> new Detected(Dialect.H2, NO_LIMITS);
        case "PostgreSQL" -> new Detected(Dialect.POSTGRESQL, networkMillis(connection));
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

  /** A handle on the transaction's connection that is kept open. */
  @FunctionalInterface
  interface Hold extends AutoCloseable {
    @Override
    void close();
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
