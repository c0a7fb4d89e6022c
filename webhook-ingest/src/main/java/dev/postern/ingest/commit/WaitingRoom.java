package dev.postern.ingest.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The queue before the commit, bounded in rows and in bytes. Thread-safe. */
final class WaitingRoom {
  private static final int MAX_BATCH_BYTES = 8 * 1024 * 1024;

  private final ArrayBlockingQueue<Waiting> queue;
  private final AtomicLong bytes = new AtomicLong();
  private final long maxBytes;

  WaitingRoom(int maxRows, long maxBytes) {
    this.queue = new ArrayBlockingQueue<>(maxRows);
    this.maxBytes = maxBytes;
  }

  /** False when it is full. */
  boolean enter(Waiting waiting) {
    if (bytes.addAndGet(waiting.bytes()) > maxBytes || !queue.offer(waiting)) {
      bytes.addAndGet(-waiting.bytes());
      return false;
    }
    return true;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The oldest ones; those whose request has given up are left out. Empty when nobody waits. */
  List<Waiting> next(int maxRows) {
    List<Waiting> batch = new ArrayList<>();
    int size = 0;
    int rows = 0;
    while (rows < maxRows && size < MAX_BATCH_BYTES) {
      Waiting waiting = queue.poll();
      if (waiting == null) {
        break;
      }
      bytes.addAndGet(-waiting.bytes());
      if (!waiting.receipts().isDone()) {
        batch.add(waiting);
        rows += waiting.rows().size();
        size += waiting.bytes();
      }
    }
    return batch;
  }
}
