package dev.postern.outbound.send;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The end of one attempt. When it passes, the socket in use is cut, whatever the attempt's thread
 * is blocked in: socket timeouts alone would let a byte a second go on for ever.
 */
final class Deadline implements AutoCloseable {

  private final long end;
  private final AtomicReference<@Nullable Socket> guarded = new AtomicReference<>();
  private volatile boolean passed;
  private volatile @Nullable Runnable cancel;

  Deadline(Duration within) {
    end = System.nanoTime() + within.toNanos();
  }

  void cancelBy(Runnable cancellation) {
    cancel = cancellation;
  }

  /** The socket to cut; the one before it is let go. */
  void guard(Socket socket) {
    guarded.set(socket);
    if (passed) {
      Sockets.cut(socket);
    }
  }

  /** Lets the socket go, which then outlives this attempt. */
  void release() {
    guarded.set(null);
  }

  void pass() {
    passed = true;
    Socket socket = guarded.get();
    if (socket != null) {
      Sockets.cut(socket);
    }
  }

  boolean hasPassed() {
    return passed || end - System.nanoTime() <= 0;
  }

  /** What is left, at least a millisecond so that it never means "for ever" to a socket. */
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  /** The shorter of what is left and the given limit. */
  Duration leftWithin(Duration limit) {
    Duration left = left();
    return left.compareTo(limit) < 0 ? left : limit;
  }

  @Override
  public void close() {
    release();
    Runnable cancellation = cancel;
    if (cancellation != null) {
      cancellation.run();
    }
  }
}
