package dev.postern.core.fetch;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that ends requests whose time is up by cutting their socket, whatever they are blocked
 * in: a timeout of each read alone would let a byte a second go on for ever.
 */
final class Cutter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Cutter.class.getName());

  private final ScheduledThreadPoolExecutor timer;

  Cutter() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("postern-fetch-deadline").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Cuts the socket when that time has passed, unless the returned guard was closed before. */
  Guard cutAfter(Duration within, Socket socket) {
    ScheduledFuture<?> end =
        timer.schedule(() -> cut(socket), within.toNanos(), TimeUnit.NANOSECONDS);
    return () -> end.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Ends a connection at once: reset instead of a polite and blocking close. */
  static void cut(Socket socket) {
    try (socket) {
      if (!socket.isClosed() && socket.isConnected()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException alreadyGone) {
      LOG.log(System.Logger.Level.TRACE, "fetch_socket_already_gone", alreadyGone);
    }
  }

  /** Stands between a request and its end. */
  interface Guard extends AutoCloseable {
    @Override
    void close();
  }
}
