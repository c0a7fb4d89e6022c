package dev.postern.outbound.dispatch;

import dev.postern.outbound.settle.Settlement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts in memory. */
final class CountingWatch implements DeliveryWatch {
  final AtomicInteger begun = new AtomicInteger();
  final AtomicInteger settled = new AtomicInteger();
  final AtomicInteger leasesLost = new AtomicInteger();

  @Override
  public void begun(Duration lag) {
    begun.incrementAndGet();
  }

  @Override
  public void settled(Settlement settlement) {
    settled.incrementAndGet();
  }

  @Override
  public void leaseLost() {
    leasesLost.incrementAndGet();
  }
}
