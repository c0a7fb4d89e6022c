package dev.postern.core.fetch.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A forward proxy that answers CONNECT with one status and, where it is 200, joins both ends. */
public final class TestProxy implements AutoCloseable {
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String answer;
  private final @Nullable InetSocketAddress end;

  public TestProxy(String answer) throws IOException {
    this(answer, null);
  }

  private TestProxy(String answer, @Nullable InetSocketAddress end) throws IOException {
    this.answer = answer;
    this.end = end;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /**
   * One whose tunnels all end at a port of this machine, wherever they were wanted to: only root
   * may listen on 443, and a provider's URL names no other port.
   */
  public static TestProxy endingAt(int port) throws IOException {
    return new TestProxy(
        "HTTP/1.1 200 Connected\r\n\r\n",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public String url() {
    return "http://127.0.0.1:" + port();
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
        InetSocketAddress to = end == null ? wanted(head) : end;
        try (Socket upstream = new Socket(to.getAddress(), to.getPort())) {
          threads.execute(() -> pipe(upstream, client));
          pipe(client, upstream);
        }
      }
    } catch (IOException gone) {
      heads.add("broken: " + gone.getMessage());
    }
  }

  private static InetSocketAddress wanted(CharSequence head) {
    String line = head.toString();
    String target = line.substring("CONNECT ".length(), line.indexOf(" HTTP"));
    int colon = target.lastIndexOf(':');
    return new InetSocketAddress(
        target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
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
