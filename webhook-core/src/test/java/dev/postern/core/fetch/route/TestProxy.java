package dev.postern.core.fetch.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A forward proxy that answers CONNECT with one status and, where it is 200, joins both ends. */
public final class TestProxy implements AutoCloseable {
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String answer;

  public TestProxy(String answer) throws IOException {
    this.answer = answer;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** What it was asked for, heads of requests. */
  public List<String> heads() {
    return heads;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        head.append((char) client.getInputStream().read());
      }
      heads.add(head.toString());
      client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      if (answer.contains(" 200 ")) {
        String target = head.substring("CONNECT ".length(), head.indexOf(" HTTP"));
        int colon = target.lastIndexOf(':');
        try (Socket upstream =
            new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
          threads.execute(() -> pipe(upstream, client));
          pipe(client, upstream);
        }
      }
    } catch (IOException gone) {
      heads.add("broken: " + gone.getMessage());
    }
  }

  private static void pipe(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // Either end may cut: that is what ends a tunnel.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
