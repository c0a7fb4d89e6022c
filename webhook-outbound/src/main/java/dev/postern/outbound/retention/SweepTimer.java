package dev.postern.outbound.retention;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import dev.postern.core.config.Settings;
import dev.postern.outbound.config.OutboundConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A sweep every {@code postern.retention.every} (1h) on every node that delivers, the first a sixth
 * of that after its start.
 */
@Service
public class SweepTimer {
  private static final System.Logger LOG = System.getLogger(SweepTimer.class.getName());

  private final Sweep sweep;
  private final SweepMeters meters;
  private final SweepNotes notes;
  private final ScheduledExecutorService timer;
  private final Duration every;
  private volatile @Nullable ScheduledFuture<?> running;

  @Inject
  SweepTimer(
      Sweep sweep,
      SweepMeters meters,
      SweepNotes notes,
      ScheduledExecutorService timer,
      Settings settings) {
    this.sweep = sweep;
    this.meters = meters;
    this.notes = notes;
    this.timer = timer;
    this.every = every(settings);
  }

  /** Read before anything is done, and again here. */
  public static Duration every(Settings settings) {
    return settings.value(
        "postern.retention.every", "1h", "a duration such as 10m", OutboundConfig::duration);
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(NodeRole.DELIVER)) {
      meters.taken(new Sweep.Taken(0, Map.of()));
      running =
          timer.scheduleWithFixedDelay(
              this::run, every.toMillis() / 6, every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @PreDestroy
  void stop() {
    ScheduledFuture<?> present = running;
    if (present != null) {
      present.cancel(false);
    }
  }

  private void run() {
    try {
      Sweep.Taken taken = sweep.run();
      meters.taken(taken);
      notes.note(taken);
      LOG.log(
          System.Logger.Level.INFO,
          "retention_swept weeks={0} rows={1}",
          taken.weeks(),
          taken.rows());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "retention_sweep_failed", e);
    }
  }
}
