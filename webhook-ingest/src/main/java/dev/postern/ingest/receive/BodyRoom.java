package dev.postern.ingest.receive;

import dev.postern.core.Service;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of large bodies this node holds at once: an eighth of its heap, counted as it comes in.
 * While a body is being put together it takes up to three times as much, so that all of them never
 * take more than three eighths. Nothing of a body is proven while it is read, so whoever knows an
 * address could else fill the memory from many connections, each below its source's limit. The
 * first {@value #FREE} bytes of each body count for nothing: ordinary webhooks come in while large
 * ones are told to come again. Thread-safe.
 */
@Service
public class BodyRoom {
  static final int FREE = 64 * 1024;

  private final AtomicLong left;

  public BodyRoom() {
    this(Runtime.getRuntime().maxMemory() / 8);
  }

  BodyRoom(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** There is no room for more just now. */
  static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FullException() {
      super("bodies that are being read fill their share of the memory");
    }
  }

  /**
   * Must be given back when it is there.
   *
   * @throws FullException and takes nothing
   */
  void take(int bytes) {
    if (left.addAndGet(-bytes) < 0) {
      giveBack(bytes);
      throw new FullException();
    }
  }

  void giveBack(long bytes) {
    long unused = left.addAndGet(bytes);
  }
}
