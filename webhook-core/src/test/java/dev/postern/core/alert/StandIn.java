package dev.postern.core.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.postern.core.json.Json;
import dev.postern.core.signature.HeaderFields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Slack, PagerDuty or somebody's own receiver, over a real socket of this machine. */
final class StandIn implements AutoCloseable {
  private final HttpServer server;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  record Taken(String path, HeaderFields headers, byte[] body) {
    JsonNode json() throws IOException {
      return Json.mapper().readTree(body);
    }
  }

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          taken.add(
              new Taken(
                  exchange.getRequestURI().getPath(),
                  HeaderFields.of(
                      exchange.getRequestHeaders().entrySet().stream()
                          .map(field -> Map.entry(field.getKey(), field.getValue().getFirst()))
                          .toList()),
                  exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void answer(int next) {
    status = next;
  }

  List<Taken> taken() {
    return taken;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
