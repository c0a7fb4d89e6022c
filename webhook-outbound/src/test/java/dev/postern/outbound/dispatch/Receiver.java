package dev.postern.outbound.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.core.signature.HeaderFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, Answer> byId = new ConcurrentHashMap<>();
  private volatile Answer standard = new Answer(200, Map.of());
  private volatile Duration delay = Duration.ZERO;

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

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
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

  /** To this event, whenever it comes. */
  void always(String id, int status) {
    byId.put(id, new Answer(status, Map.of()));
  }

  /** So long after the request is there. */
  void after(Duration wait) {
    delay = wait;
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
      Received request = new Received(HeaderFields.of(fields), body);
      Answer answer = byId.get(request.headers().first("webhook-id").orElse(""));
      answer = answer == null ? answers.pollFirst() : answer;
      Answer given = answer == null ? standard : answer;
      received.add(request);
      pause(delay);
      given.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(given.status(), -1);
    }
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
