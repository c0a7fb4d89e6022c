package dev.postern.core.alert;

import dev.postern.core.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks for messages every other second, one round at a time, off the timer's own thread. */
@Service
class AlertRound {
  private static final System.Logger LOG = System.getLogger(AlertRound.class.getName());

  private final AlertOutbox outbox;
  private final StoreWatch store;
  private final ScheduledExecutorService timer;
  private final ExecutorService threads;
  private final AtomicBoolean sending = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();

  @Inject
  AlertRound(
      AlertOutbox outbox,
      StoreWatch store,
      ScheduledExecutorService timer,
      ExecutorService threads) {
    this.outbox = outbox;
    this.store = store;
    this.timer = timer;
    this.threads = threads;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    timer.scheduleWithFixedDelay(() -> begin(sending, outbox::sendDue), 2, 2, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(() -> begin(sending, outbox::forgetOld), 7, 60, TimeUnit.MINUTES);
    timer.scheduleWithFixedDelay(() -> begin(looking, store::look), 10, 10, TimeUnit.SECONDS);
  }

  private void begin(AtomicBoolean running, Runnable work) {
    if (running.compareAndSet(false, true)) {
      threads.execute(() -> round(running, work));
    }
  }

  private void round(AtomicBoolean running, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "alert_round_failed", e);
    } finally {
      running.set(false);
    }
  }
}
