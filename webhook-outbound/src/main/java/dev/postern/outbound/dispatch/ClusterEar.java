package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import dev.postern.core.store.StoreException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

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
  private final Notifications notifications;
  private final Stop stop = new Stop();
  private volatile Notifications.@Nullable Listening open;

  @Inject
  ClusterEar(WakeSignal wake, ExecutorService threads, Notifications notifications) {
    this.wake = wake;
    this.threads = threads;
    this.notifications = notifications;
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
    Notifications.Listening listening = open;
    if (listening != null) {
      try {
        listening.close();
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.DEBUG, "ear_not_closed", e);
      }
    }
  }

  private void listen() {
    Backoff backoff = Backoff.fresh();
    try {
      while (!stop.isRaised()) {
        try (Notifications.Listening listening = notifications.open()) {
          open = listening;
          backoff = Backoff.fresh();
          // Whatever happened while nobody listened.
          wake.ring();
          hear(listening);
        } catch (RuntimeException | Error e) {
          // Errors pass too, as in the other loops: a class that could not be read for want of
          // files must not leave the node to its poll for good.
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

  private void hear(Notifications.Listening listening) {
    while (!stop.isRaised()) {
      if (listening.heard(ALIVE)) {
        wake.ring();
      }
    }
  }
}
