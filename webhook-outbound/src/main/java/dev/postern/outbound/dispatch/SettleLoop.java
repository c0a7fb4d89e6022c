package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Stores results as they come, in batches as large as what gathered while the last one was being
 * stored: one commit for many under load, and no wait when there is none.
 */
@Service
public class SettleLoop {
  private static final System.Logger LOG = System.getLogger(SettleLoop.class.getName());
  private static final Duration LOOK_UP = Duration.ofMillis(200);

  private final Outbox outbox;
  private final DeliveryWorker worker;
  private final BacklogKeeper keeper;
  private final WakeSignal wake;
  private final Announcer announcer;

  @Inject
  SettleLoop(
      Outbox outbox,
      DeliveryWorker worker,
      BacklogKeeper keeper,
      WakeSignal wake,
      Announcer announcer) {
    this.outbox = outbox;
    this.worker = worker;
    this.keeper = keeper;
    this.wake = wake;
    this.announcer = announcer;
  }

  /** Returns when {@code claimed}, the last claim was made, and nothing is in flight any more. */
  void run(Stop claimed) throws InterruptedException {
    run(claimed, outbox.desk()::flushNext);
  }

  /** Besides: while one commit is under way, another may carry what is there already. */
  void help(Stop claimed) throws InterruptedException {
    run(claimed, outbox.desk()::help);
  }

  @FunctionalInterface
  private interface Step {
    Optional<Outbox.Flushed> flush(Duration atMost) throws InterruptedException;
  }

  private void run(Stop claimed, Step step) throws InterruptedException {
    Backoff backoff = Backoff.fresh();
    while (!claimed.isRaised() || worker.sending() > 0) {
      try {
        Optional<Outbox.Flushed> flushed = step.flush(LOOK_UP);
        flushed.ifPresent(this::stored);
        backoff = Backoff.fresh();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "settle_failed next_try=" + backoff.next(), e);
        Thread.sleep(backoff.next());
        backoff = backoff.longer();
      }
    }
  }

  private void stored(Outbox.Flushed flushed) {
    worker.done(flushed.free());
    keeper.check(flushed.settled().stopped());
    announcer.settled(flushed.settled());
    wake.ring();
  }
}
