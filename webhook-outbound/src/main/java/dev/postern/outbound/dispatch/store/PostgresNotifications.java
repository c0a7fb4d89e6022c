package dev.postern.outbound.dispatch.store;

import dev.postern.core.Service;
import dev.postern.core.config.Settings;
import dev.postern.core.store.StoreException;
import dev.postern.outbound.dispatch.Notifications;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * LISTEN over a connection past the container's pool, with the same settings: one that waits for
 * notifications is never given back, and a pool would count it as lost.
 */
@Service
public class PostgresNotifications implements Notifications {
  private final Line line;

  /** Opens a connection that is nobody else's. */
  @FunctionalInterface
  public interface Line {
    Connection open() throws SQLException;
  }

  @Inject
  PostgresNotifications(Settings settings) {
    this(() -> connect(settings));
  }

  public PostgresNotifications(Line line) {
    this.line = line;
  }

  @Override
  public Listening open() {
    try {
      Connection connection = line.open();
      try (Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        return new Open(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException("notifications cannot be listened to", e);
    }
  }

  private static Connection connect(Settings settings) throws SQLException {
    Properties login = new Properties();
    settings.text("postern.database.user").ifPresent(user -> login.put("user", user));
    settings.text("postern.database.password").ifPresent(word -> login.put("password", word));
    login.put("ApplicationName", "postern-wake-up");
    login.put("connectTimeout", "10");
    // One that is taken in and then not spoken to is bounded by this alone.
    login.put("loginTimeout", "20");
    login.put("tcpKeepAlive", "true");
    Connection connection =
        new Driver().connect(settings.text("postern.database.url").orElse(""), login);
    if (connection == null) {
      throw new SQLException("the database's URL is not PostgreSQL's");
    }
    return connection;
  }

  private record Open(Connection connection) implements Listening {
    private static final int SECONDS_TO_ANSWER = 10;

    @Override
    public boolean heard(Duration within) {
      try {
        PGConnection notifications = connection.unwrap(PGConnection.class);
        boolean heard = notifications.getNotifications((int) within.toMillis()).length > 0;
        if (!heard && !connection.isValid(SECONDS_TO_ANSWER)) {
          throw new SQLException("it does not answer");
        }
        return heard;
      } catch (SQLException e) {
        throw new StoreException("the connection for notifications is gone", e);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new StoreException("the connection for notifications is gone", e);
      }
    }
  }
}
