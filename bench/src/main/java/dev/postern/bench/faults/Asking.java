package dev.postern.bench.faults;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts an event to every node each half second, whatever became of the one before, and keeps what
 * each was told and when. Nobody posts it again.
 */
final class Asking implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /**
   * A turn and a slot of the pool are waited for, 5 s each, and the opening of a connection 12 s.
   */
  private static final Duration LONGEST = Duration.ofSeconds(25);

  private final Client client = new Client(LONGEST);
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean going = true;

  /**
   * @param at when the answer was there, or the client gave up
   */
  private record Told(Client.Answer answer, long begun, long at) {
    /** In words that a publisher can act on. */
    boolean refused() {
      return answer.status() == 503 && answer.retryAfter().isPositive();
    }
  }

  /**
   * @param others than refusals with a time to come again
   */
  record Refusals(long count, long others, Duration slowest) {}

  Asking(Cluster cluster, Door door) {
    threads.submit(() -> {
      while (going) {
        for (Member member : cluster.members()) {
          threads.submit(() -> ask(member.port(), door));
        }
        Patience.pause(INTERVAL);
      }
    });
  }

  private void ask(int port, Door door) {
    byte[] body = door.body("asked" + NUMBER.incrementAndGet());
    long begun = System.nanoTime();
    try {
      Client.Answer answer = client.send(port, "POST", door.path(), door.headers(body), body);
      told.add(new Told(answer, begun, System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was told so far. */
  Refusals refusals() {
    LongSummaryStatistics waits = new LongSummaryStatistics();
    told.forEach(it -> waits.accept(it.at() - it.begun()));
    return new Refusals(
        waits.getCount(),
        told.stream().filter(it -> !it.refused()).count(),
        Duration.ofNanos(Math.max(0, waits.getMax())));
  }

  /** Returns when all of them were told something. */
  @Override
  public void close() {
    going = false;
    threads.close();
  }
}
