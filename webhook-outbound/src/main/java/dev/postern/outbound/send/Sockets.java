package dev.postern.outbound.send;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** What is done to plain sockets, below TLS. */
final class Sockets {

  private static final System.Logger LOG = System.getLogger(Sockets.class.getName());

  private Sockets() {}

  /** Ends a connection at once, from any thread: reset instead of a polite and blocking close. */
  static void cut(Socket socket) {
    try (socket) {
      if (!socket.isClosed() && socket.isConnected()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException alreadyGone) {
      LOG.log(System.Logger.Level.TRACE, "socket_already_gone", alreadyGone);
    }
  }

  /** Milliseconds for a socket option, where zero would mean "for ever". */
  static int millis(Duration duration) {
    return (int) Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
  }
}
