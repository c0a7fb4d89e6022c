package dev.postern.outbound.send;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * An open connection to an address that was checked. One attempt uses it at a time.
 *
 * @param wire speaks HTTP/1.1, over TLS where the scheme asks for it
 * @param socket the plain socket below
 * @param remote the address that was dialled and that answered
 * @param openedAt monotonic nanoseconds
 */
record Line(Wire wire, Socket socket, InetAddress remote, long openedAt) {

  /** Hardly anybody closes a connection sooner; who does is seen when the answer does not come. */
  private static final Duration JUST_USED = Duration.ofSeconds(1);

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - openedAt);
  }

  /**
   * Whether another request may be sent: still open, and nothing arrived that nobody asked for, as
   * an answer sent ahead would be taken for the answer to the next request.
   */
  boolean isQuiet(Duration idle) {
    return idle.compareTo(JUST_USED) < 0 ? wire.hasNothing() : wire.isQuiet();
  }

  void cut() {
    Sockets.cut(socket);
  }
}
