package dev.postern.outbound.dispatch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Raised once; loops look at it, and may wait for it instead of sleeping. Thread-safe. */
final class Stop {
  private final CountDownLatch raised = new CountDownLatch(1);

  void raise() {
    raised.countDown();
  }

  boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** True when it was raised within that time. */
  boolean await(Duration atMost) throws InterruptedException {
    return raised.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
