package dev.postern.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server on a real loopback socket that answers every connection as its script says. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<Exception> ended = new CopyOnWriteArrayList<>();

  /** Writes an answer; the request's head and body were read. */
  interface Script {
    void answer(OutputStream out) throws Exception;
  }

  private RawServer(ServerSocket listener, Script script) {
    this.listener = listener;
    threads.execute(() -> accept(script));
  }

  static RawServer plain(Script script) throws IOException {
    return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  static RawServer tls(SSLContext context, Script script) throws IOException {
    return new RawServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        script);
  }

  static Script text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  int port() {
    return listener.getLocalPort();
  }

  List<String> heads() {
    return heads;
  }

  int connectionCount() {
    return connections.size();
  }

  /** Connections that the client broke off while the script was at it. */
  List<Exception> ended() {
    return ended;
  }

  private void accept(Script script) {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        connections.add(socket);
        threads.execute(() -> serve(script, socket));
      }
    } catch (IOException closed) {
      ended.add(closed);
    }
  }

  private void serve(Script script, Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      int at = head.indexOf("Content-Length: ");
      int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r", at)));
      String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
      heads.add(head + body);
      script.answer(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (Exception broken) {
      ended.add(broken);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket connection : connections) {
      connection.close();
    }
    threads.shutdownNow();
  }
}
