package dev.postern.core.store;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * A real database with the tables of some modules, for the contract tests of stores. JDBC and JPA
 * share one connection inside {@link #transactions()}, as they do in the container.
 */
public final class TestDatabase implements AutoCloseable {
  private final ThreadBoundDataSource source;
  private final Database database;
  private final LocalTransactions transactions;
  private final @Nullable SessionFactory sessions;
  private final Runnable end;

  private TestDatabase(DataSource migrated, Runnable end, Class<?>[] entities) {
    this.end = end;
    source = new ThreadBoundDataSource(migrated);
    database = new Database(source);
    sessions = entities.length == 0 ? null : factory(entities);
    transactions = new LocalTransactions(source, database, sessions);
  }

  /** A fresh, empty H2 in memory, in the mode the embedded default runs in. */
  public static TestDatabase h2(String[] modules, Class<?>... entities) {
    org.h2.jdbcx.JdbcDataSource h2 = new org.h2.jdbcx.JdbcDataSource();
    h2.setURL(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
    for (String module : modules) {
      Migrations.run(h2, Dialect.H2, module);
    }
    return new TestDatabase(h2, () -> {}, entities);
  }

  /** A fresh, empty database in the one PostgreSQL that this JVM starts. */
  public static TestDatabase postgres(String[] modules, Class<?>... entities) {
    JdbcConnectionPool pool = pool(modules);
    return new TestDatabase(pool, pool::dispose, entities);
  }

  /** The same with the pool of a node: so many connections, and five seconds to wait for one. */
  public static TestDatabase postgres(int connections, String[] modules, Class<?>... entities) {
    JdbcConnectionPool pool = pool(modules);
    pool.setMaxConnections(connections);
    pool.setLoginTimeout(5);
    return new TestDatabase(pool, pool::dispose, entities);
  }

  /** The same, reached by way of another port of this machine. */
  public static TestDatabase postgresBehind(int port, String[] modules, Class<?>... entities) {
    JdbcConnectionPool direct = pool(modules);
    try (Connection connection = direct.getConnection()) {
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(connection.getMetaData().getURL().replaceFirst(":[0-9]+/", ":" + port + "/"));
      source.setUser("postgres");
      source.setPassword("");
      JdbcConnectionPool pool = JdbcConnectionPool.create(source);
      pool.setMaxConnections(24);
      pool.setLoginTimeout(5);
      return new TestDatabase(pool, pool::dispose, entities);
    } catch (SQLException e) {
      throw new StoreException("the database cannot be reached", e);
    } finally {
      direct.dispose();
    }
  }

  private static JdbcConnectionPool pool(String[] modules) {
    try {
      return SharedPostgres.freshDatabase(
          List.of(modules), (source, module) -> Migrations.run(source, Dialect.POSTGRESQL, module));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A database of the caller's, after the migrations of these modules. */
  public static TestDatabase over(DataSource postgres, String... modules) {
    return over(postgres, modules, new Class<?>[0]);
  }

  /** The same, with entities. */
  public static TestDatabase over(DataSource postgres, String[] modules, Class<?>... entities) {
    for (String module : modules) {
      Migrations.run(postgres, Dialect.POSTGRESQL, module);
    }
    return new TestDatabase(postgres, () -> {}, entities);
  }

  /** Of whoever takes a connection by itself, in milliseconds; 0 is none. */
  int limitOfAnotherHandle() {
    try (Connection connection = source.getConnection()) {
      return connection.getNetworkTimeout();
    } catch (SQLException e) {
      throw new StoreException("no connection", e);
    }
  }

  public Database database() {
    return database;
  }

  /** From now on row-level security counts, as in a node. */
  public void secureRows() {
    database.secureRows();
  }

  /** As a node does at its start and every day. */
  public void partition(List<String> tables, Instant now) {
    new Partitions(database).ensure(tables, now);
  }

  public DataSource source() {
    return source;
  }

  /** Past the pool, which would give one that was cut off to the next. */
  public Connection connection() throws SQLException {
    try (Connection pooled = source.getConnection()) {
      return DriverManager.getConnection(pooled.getMetaData().getURL(), "postgres", "");
    }
  }

  public Transactions transactions() {
    return transactions;
  }

  /** The session of the open transaction. */
  public EntityManager entities() {
    return (EntityManager)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(transactions.session(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    if (sessions != null) {
      sessions.close();
    }
    end.run();
  }

  private SessionFactory factory(Class<?>[] entities) {
    Configuration configuration = new Configuration();
    for (Class<?> entity : entities) {
      configuration.addAnnotatedClass(entity);
    }
    configuration.getProperties().put("hibernate.connection.datasource", source);
    return configuration.buildSessionFactory();
  }
}
