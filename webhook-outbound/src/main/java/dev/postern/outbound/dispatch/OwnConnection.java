package dev.postern.outbound.dispatch;

import dev.postern.core.config.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Connects to PostgreSQL past the container's pool, with the same settings: a connection that waits
 * for notifications is never given back, and a pool would count it as lost.
 */
final class OwnConnection implements ClusterEar.Line {
  private final Settings settings;

  OwnConnection(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Connection open() throws SQLException {
    Properties login = new Properties();
    settings.text("postern.database.user").ifPresent(user -> login.put("user", user));
    settings.text("postern.database.password").ifPresent(word -> login.put("password", word));
    login.put("ApplicationName", "postern-wake-up");
    login.put("connectTimeout", "10");
    login.put("tcpKeepAlive", "true");
    Connection connection =
        new Driver().connect(settings.text("postern.database.url").orElse(""), login);
    if (connection == null) {
      throw new SQLException("the database's URL is not PostgreSQL's");
    }
    return connection;
  }
}
