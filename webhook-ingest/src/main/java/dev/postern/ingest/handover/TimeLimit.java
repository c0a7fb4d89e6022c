package dev.postern.ingest.handover;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches work on the thread that does it: interrupts it when its time is over, and beats until the
 * whole is concluded, however long that is. Java stops no thread against its will: work that
 * ignores the interrupt keeps beating, so that nobody else is given the same.
 *
 * @param interrupts false with the embedded database, whose files an interrupt would close
 */
record TimeLimit(ScheduledExecutorService scheduler, boolean interrupts) {

  Watch watch(Duration beat, Runnable onBeat) {
    Watch watch = new Watch(scheduler, interrupts);
    watch.beats =
        scheduler.scheduleWithFixedDelay(
            onBeat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Used by the thread that opened it. Guarded by its own monitor. */
  static final class Watch implements AutoCloseable {
    private final Thread worker = Thread.currentThread();
    private final ScheduledExecutorService scheduler;
    private final boolean interrupts;
    private boolean ended;
    private boolean overran;
    private Future<?> limit = new CompletableFuture<>();
    private Future<?> beats = new CompletableFuture<>();

    private Watch(ScheduledExecutorService scheduler, boolean interrupts) {
      this.scheduler = scheduler;
      this.interrupts = interrupts;
    }

    /** The work begins now. */
    void begun(Duration within) {
      limit = scheduler.schedule(this::over, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void over() {
      if (!ended) {
        overran = true;
        if (interrupts) {
          worker.interrupt();
        }
      }
    }

    synchronized boolean overran() {
      return overran;
    }

    /** The work has ended: after this no interrupt comes any more, and none is left behind. */
    synchronized void ended() {
      ended = true;
      if (overran && interrupts) {
        // Addressed to the work: it must not break the rollback or the commit that follow.
        Thread.interrupted();
      }
    }

    @Override
    public void close() {
      ended();
      limit.cancel(false);
      beats.cancel(false);
    }
  }
}
