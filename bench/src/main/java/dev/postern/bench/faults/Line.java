package dev.postern.bench.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/** One connection through a {@link Proxy}. */
final class Line {
  private final Socket client;
  private final Socket target;
  private volatile boolean forgotten;
  private Proxy.Trouble.CutAfter counted;
  private int left;

  Line(Socket client, Socket target) throws IOException {
    this.client = client;
    this.target = target;
    client.setTcpNoDelay(true);
    target.setTcpNoDelay(true);
  }

  Socket client() {
    return client;
  }

  Socket target() {
    return target;
  }

  /** From now on nothing arrives on it. */
  void forget() {
    forgotten = true;
  }

  boolean forgotten() {
    return forgotten;
  }

  /** How many of those bytes that trouble still lets pass. */
  synchronized int allowed(Proxy.Trouble.CutAfter trouble, int bytes) {
    // The same object: the same cut for a second time counts anew.
    if (counted != trouble) {
      counted = trouble;
      left = trouble.bytes();
    }
    int allowed = Math.min(left, bytes);
    left -= allowed;
    return allowed;
  }

  /** What was sent before arrives. */
  void close() throws IOException {
    client.close();
    target.close();
  }

  void reset() throws IOException {
    reset(client);
    reset(target);
  }

  static void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException closed) {
      return;
    }
    socket.close();
  }
}
