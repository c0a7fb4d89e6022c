package dev.postern.outbound.replay;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import dev.postern.core.store.SeldomLog;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Moves jobs on, on every node that delivers. */
@Service
public class JobRunner {
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(JobRunner.class.getName()));
  private static final int MOST_AT_ONCE = 20;

  /** While there is none, the table is asked for one so seldom. */
  private static final int IDLE_TICKS = 5;

  private final JobStep step;
  private final ScheduledExecutorService timer;
  private volatile @Nullable ScheduledFuture<?> running;

  /** Of the timer's, one run after the other. */
  private int sinceLast;

  @Inject
  JobRunner(JobStep step, ScheduledExecutorService timer) {
    this.step = step;
    this.timer = timer;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(NodeRole.DELIVER)) {
      long pause = JobStep.TICK.toMillis();
      running = timer.scheduleWithFixedDelay(this::run, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  @PreDestroy
  void stop() {
    ScheduledFuture<?> present = running;
    if (present != null) {
      present.cancel(false);
    }
  }

  void run() {
    if (sinceLast > 0 && sinceLast < IDLE_TICKS) {
      sinceLast++;
      return;
    }
    sinceLast = 1;
    try {
      for (int i = 0; i < MOST_AT_ONCE && step.next(); i++) {
        // The next job; and there is one, so that the next tick is asked as well.
        sinceLast = 0;
      }
    } catch (RuntimeException e) {
      LOG.warn("job_step_failed", e);
    }
  }
}
