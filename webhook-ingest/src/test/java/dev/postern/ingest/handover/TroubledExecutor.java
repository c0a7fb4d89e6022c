package dev.postern.ingest.handover;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does with each task, counted from 1, what the test says. */
final class TroubledExecutor extends AbstractExecutorService {
  /** May run it, keep it, and throw. */
  interface Trouble {
    void take(int asked, Runnable work);
  }

  private final AtomicInteger asked = new AtomicInteger();
  private final Trouble trouble;

  TroubledExecutor(Trouble trouble) {
    this.trouble = trouble;
  }

  @Override
  public void execute(Runnable work) {
    trouble.take(asked.incrementAndGet(), work);
  }

  @Override
  public void shutdown() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }
}
