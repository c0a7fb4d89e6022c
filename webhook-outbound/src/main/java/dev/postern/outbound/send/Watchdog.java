package dev.postern.outbound.send;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that ends attempts whose time is up. It only ever cuts sockets, which is quick. */
final class Watchdog implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("postern-send-deadline").factory());
    // Nearly every attempt ends before its deadline: cancelled entries must not pile up.
    timer.setRemoveOnCancelPolicy(true);
  }

  Deadline start(Duration within) {
    Deadline deadline = new Deadline(within);
    ScheduledFuture<?> end = timer.schedule(deadline::pass, within.toNanos(), TimeUnit.NANOSECONDS);
    deadline.cancelBy(() -> end.cancel(false));
    return deadline;
  }

  void every(Duration period, Runnable chore) {
    long nanos = period.toNanos();
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(chore, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
