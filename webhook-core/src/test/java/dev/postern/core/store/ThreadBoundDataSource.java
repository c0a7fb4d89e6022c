package dev.postern.core.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Gives the thread's bound connection inside a transaction, else a new one. */
final class ThreadBoundDataSource implements DataSource {
  private final DataSource raw;
  private final ThreadLocal<Connection> bound = new ThreadLocal<>();

  /** Open ones of the thread's connection: the first one finds no limit, as in the container. */
  private final ThreadLocal<int[]> handles = ThreadLocal.withInitial(() -> new int[1]);

  ThreadBoundDataSource(DataSource raw) {
    this.raw = raw;
  }

  Connection bind() throws SQLException {
    Connection connection = raw.getConnection();
    // Read committed, as in the container, is what both databases do unless told otherwise; to say
    // so would be a statement before there is a limit to its wait.
    connection.setAutoCommit(false);
    bound.set(connection);
    return connection;
  }

  void unbind() {
    bound.remove();
    handles.remove();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = bound.get();
    if (connection == null) {
      return raw.getConnection();
    }
    if (handles.get()[0]++ == 0 && connection.getNetworkTimeout() != 0) {
      connection.setNetworkTimeout(Runnable::run, 0);
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (open.getAndSet(false)) {
                  handles.get()[0]--;
                }
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return raw.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    raw.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    raw.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return raw.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return raw.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return raw.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return raw.isWrapperFor(type);
  }
}
