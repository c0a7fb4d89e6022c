package dev.postern.outbound.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.core.signature.HeaderFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A subscriber's server: answers as told, 200 when told nothing, and remembers what came. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ConcurrentLinkedDeque<Answer> answers = new ConcurrentLinkedDeque<>();
  private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger hanging = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Answer standard = new Answer(200, Map.of());

  record Answer(int status, Map<String, String> headers) {}

  record Received(HeaderFields headers, byte[] body) {
    String id() {
      return headers.first("webhook-id").orElseThrow();
    }
  }

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.createContext("/hang", this::hang);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** The next requests, in order; afterwards the standard answer again. */
  Receiver next(int... statuses) {
    for (int status : statuses) {
      answers.add(new Answer(status, Map.of()));
    }
    return this;
  }

  void next(int status, String header, String value) {
    answers.add(new Answer(status, Map.of(header, value)));
  }

  void always(int status) {
    standard = new Answer(status, Map.of());
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  /** Answers nothing there until it is closed. */
  String hangingUrl() {
    return url().replace("/hook", "/hang");
  }

  int hanging() {
    return hanging.get();
  }

  private void hang(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      hanging.incrementAndGet();
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<Map.Entry<String, String>> fields = new ArrayList<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> values.forEach(value -> fields.add(Map.entry(name, value))));
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answers.pollFirst();
      Answer given = answer == null ? standard : answer;
      received.add(new Received(HeaderFields.of(fields), body));
      given.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(given.status(), -1);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
