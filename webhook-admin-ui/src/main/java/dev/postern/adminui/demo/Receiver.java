package dev.postern.adminui.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's server on this machine: answers with a status that can be set, keeps what came.
 */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<SignedRequest> received = new LinkedBlockingQueue<>();
  private volatile int status = 204;

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public void answerWith(int newStatus) {
    status = newStatus;
  }

  /** The next request, in order of arrival; null when none came in time. */
  public @Nullable SignedRequest poll(long seconds) throws InterruptedException {
    return received.poll(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<Map.Entry<String, String>> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .flatMap(field ->
                field.getValue().stream()
                    .map(value ->
                        (Map.Entry<String, String>) new SimpleEntry<>(field.getKey(), value)))
            .toList();
    received.add(
        new SignedRequest(
            exchange.getRequestMethod(),
            url(),
            HeaderFields.of(headers),
            exchange.getRequestBody().readAllBytes()));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
