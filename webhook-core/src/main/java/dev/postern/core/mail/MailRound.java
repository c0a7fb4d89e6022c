package dev.postern.core.mail;

import dev.postern.core.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks for letters every other second, one round at a time, off the timer's own thread. */
@Service
class MailRound {
  private static final System.Logger LOG = System.getLogger(MailRound.class.getName());

  private final MailOutbox outbox;
  private final ScheduledExecutorService timer;
  private final ExecutorService threads;
  private final AtomicBoolean running = new AtomicBoolean();

  @Inject
  MailRound(MailOutbox outbox, ScheduledExecutorService timer, ExecutorService threads) {
    this.outbox = outbox;
    this.timer = timer;
    this.threads = threads;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (outbox.configured()) {
      timer.scheduleWithFixedDelay(this::begin, 2, 2, TimeUnit.SECONDS);
    }
  }

  private void begin() {
    if (running.compareAndSet(false, true)) {
      threads.execute(this::round);
    }
  }

  private void round() {
    try {
      outbox.sendDue();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "mail_round_failed", e);
    } finally {
      running.set(false);
    }
  }
}
