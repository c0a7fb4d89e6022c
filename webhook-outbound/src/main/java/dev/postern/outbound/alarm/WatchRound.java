package dev.postern.outbound.alarm;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at deliveries every minute and at what ends every half hour, on every node: one that does
 * not deliver sees that nobody does.
 */
@Service
public class WatchRound {
  private static final System.Logger LOG = System.getLogger(WatchRound.class.getName());

  private final DeliveryWatchman watchman;
  private final ScheduledExecutorService timer;

  @Inject
  WatchRound(DeliveryWatchman watchman, ScheduledExecutorService timer) {
    this.watchman = watchman;
    this.timer = timer;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(NodeRole.DELIVER) || platform.roles().contains(NodeRole.INGEST)) {
      timer.scheduleWithFixedDelay(
          () -> round(watchman::lookAtDeliveries), 60, 60, TimeUnit.SECONDS);
      timer.scheduleWithFixedDelay(() -> round(watchman::lookAtExpiries), 2, 30, TimeUnit.MINUTES);
    }
  }

  private static void round(Runnable look) {
    try {
      Acting.machine(
          "watch",
          () -> {
            look.run();
            return true;
          });
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "delivery_watch_failed", away);
    }
  }
}
