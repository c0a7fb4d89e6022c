package dev.postern.core.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Says the same trouble at most once in ten seconds, and how often it was there in between: while a
 * database is away every request has it, and its trace is a hundred lines. Thread-safe.
 */
public final class SeldomLog {
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private final System.Logger log;
  private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());
  private final AtomicLong unsaid = new AtomicLong();

  public SeldomLog(System.Logger log) {
    this.log = log;
  }

  public void warn(String event, Throwable cause) {
    if (mayBeSaid()) {
      log.log(System.Logger.Level.WARNING, said(event), cause);
    }
  }

  /** What no exception tells of. */
  public void warn(String event) {
    if (mayBeSaid()) {
      log.log(System.Logger.Level.WARNING, said(event));
    }
  }

  /** The same, put into words only when it is said. */
  public void warn(Supplier<String> event) {
    if (mayBeSaid()) {
      log.log(System.Logger.Level.WARNING, said(event.get()));
    }
  }

  private boolean mayBeSaid() {
    long now = System.nanoTime();
    long until = silentUntil.get();
    if (now - until < 0 || !silentUntil.compareAndSet(until, now + PAUSE)) {
      unsaid.incrementAndGet();
      return false;
    }
    return true;
  }

  private String said(String event) {
    return event + " unsaid=" + unsaid.getAndSet(0);
  }
}
