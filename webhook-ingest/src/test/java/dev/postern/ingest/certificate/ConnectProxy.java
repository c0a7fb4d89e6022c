package dev.postern.ingest.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A proxy whose tunnels all end at one port of this machine, wherever they were wanted to: only
 * root may listen on 443, and a provider's URL names no other port.
 */
final class ConnectProxy implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int end;

  ConnectProxy(int end) throws IOException {
    this.end = end;
    Thread.ofVirtual().start(this::serve);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> tunnel(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void tunnel(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), end)) {
      skipHead(client.getInputStream());
      client
          .getOutputStream()
          .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Thread up = Thread.ofVirtual().start(() -> pump(client, server));
      pump(server, client);
      up.join();
    } catch (IOException ended) {
      throw new java.io.UncheckedIOException(ended);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static void skipHead(InputStream in) throws IOException {
    int seen = 0;
    while (seen < 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      seen = next == (seen % 2 == 0 ? '\r' : '\n') ? seen + 1 : 0;
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ended) {
      // One side has gone: the tunnel ends with it.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
