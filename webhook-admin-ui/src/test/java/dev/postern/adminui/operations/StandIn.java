package dev.postern.adminui.operations;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody's service over a real socket, which fails as often as it is told to. */
final class StandIn implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger failures = new AtomicInteger();
  private final List<String> taken = new CopyOnWriteArrayList<>();

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          taken.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  void failNext(int times) {
    failures.set(times);
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Path and body of each request, in order. */
  List<String> taken() {
    return taken;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
