package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import dev.postern.core.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Hears on PostgreSQL that another node has published, over a connection of its own that is opened
 * again whenever it breaks. What is missed meanwhile is found by the poll.
 */
@Service
public class ClusterEar {
  private static final System.Logger LOG = System.getLogger(ClusterEar.class.getName());
  private static final Duration ALIVE = Duration.ofSeconds(10);

  private final WakeSignal wake;
  private final ExecutorService threads;
  private final Line line;
  private final Stop stop = new Stop();
  private volatile @Nullable Connection open;

  /** Opens a connection that is nobody else's. */
  @FunctionalInterface
  interface Line {
    Connection open() throws SQLException;
  }

  @Inject
  ClusterEar(WakeSignal wake, ExecutorService threads, Settings settings) {
    this(wake, threads, new OwnConnection(settings));
  }

  ClusterEar(WakeSignal wake, ExecutorService threads, Line line) {
    this.wake = wake;
    this.threads = threads;
    this.line = line;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(NodeRole.DELIVER) && !platform.embeddedDatabase()) {
      start();
    }
  }

  void start() {
    threads.execute(this::listen);
  }

  @PreDestroy
  void stop() {
    stop.raise();
    Connection connection = open;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "ear_not_closed", e);
      }
    }
  }

  private void listen() {
    Backoff backoff = Backoff.fresh();
    try {
      while (!stop.isRaised()) {
        try (Connection connection = line.open()) {
          open = connection;
          hear(connection);
          backoff = Backoff.fresh();
        } catch (SQLException e) {
          if (!stop.isRaised()) {
            LOG.log(System.Logger.Level.WARNING, "ear_lost next_try=" + backoff.next(), e);
            stop.await(backoff.next());
            backoff = backoff.longer();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + ClusterBell.CHANNEL);
    }
    PGConnection notifications = connection.unwrap(PGConnection.class);
    // Whatever happened while nobody listened.
    wake.ring();
    while (!stop.isRaised()) {
      if (notifications.getNotifications((int) ALIVE.toMillis()).length > 0) {
        wake.ring();
      } else if (!connection.isValid((int) ALIVE.toSeconds())) {
        throw new SQLException("the connection is gone");
      }
    }
  }
}
