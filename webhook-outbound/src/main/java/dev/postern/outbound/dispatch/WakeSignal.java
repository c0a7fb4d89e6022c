package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One bell within the node: rung any number of times, it wakes once. Thread-safe. */
@Service
public class WakeSignal {
  private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);

  public WakeSignal() {}

  @SuppressWarnings("ReturnValueIgnored") // rung already is as good
  void ring() {
    bell.offer(true);
  }

  /** Returns when it has been rung since the last call, or after that time. */
  void await(Duration atMost) throws InterruptedException {
    bell.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
