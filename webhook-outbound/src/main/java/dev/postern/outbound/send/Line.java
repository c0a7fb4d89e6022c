package dev.postern.outbound.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.util.Timeout;

/**
 * An open connection to an address that was checked. One attempt uses it at a time.
 *
 * @param connection speaks HTTP/1.1, over TLS where the scheme asks for it
 * @param socket the plain socket below
 * @param remote the address that was dialled and that answered
 * @param openedAt monotonic nanoseconds
 */
record Line(
    ManagedHttpClientConnection connection, Socket socket, InetAddress remote, long openedAt) {

  private static final System.Logger LOG = System.getLogger(Line.class.getName());
  private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - openedAt);
  }

  /**
   * Whether another request may be sent: still open, and nothing arrived that nobody asked for, as
   * an answer sent ahead would be taken for the answer to the next request.
   */
  boolean isQuiet() {
    try {
      return !connection.isDataAvailable(GLANCE) && !connection.isStale();
    } catch (IOException broken) {
      LOG.log(System.Logger.Level.TRACE, "idle_connection_broken", broken);
      return false;
    }
  }

  void cut() {
    Sockets.cut(socket);
  }
}
