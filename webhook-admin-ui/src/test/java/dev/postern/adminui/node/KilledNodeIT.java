package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A node dies by {@code kill -9} with deliveries in flight. The receiver, a process that does not
 * die, keeps the ground truth: everything acknowledged arrives, and only what was in flight comes
 * twice. What providers were told is safe is known when they post it again, and what they had no
 * answer to is on record once after they did.
 */
class KilledNodeIT {
  private static final String KEY = "killed-node-killed-node-killed-node-0123";
  private static final int EVENTS = 300;
  private static final int PROVIDERS = 4;
  private static final int POSTED = 100;

  @Test
  void everything_acknowledged_arrives_and_only_what_was_in_flight_comes_twice() throws Exception {
    ConcurrentMap<String, Integer> arrivals = new ConcurrentHashMap<>();
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger mostInFlight = new AtomicInteger();
    HttpServer receiver = slowReceiver(arrivals, inFlight, mostInFlight);
    Map<String, String> environment =
        Map.of("POSTERN_ADMIN_API_KEY", KEY, "POSTERN_DELIVERY_LEASE", "10s");
    Set<String> acknowledged = new HashSet<>();
    ThrowAwayNode node = Nodes.start(environment);
    try {
      Api api = new Api(node.url(), KEY);
      subscribe(api, "http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
      Poster provider = Poster.of(api, "acme");
      Map<String, String> told = new ConcurrentHashMap<>();
      Set<String> posted = ConcurrentHashMap.newKeySet();
      ExecutorService posting = keepPosting(provider, node.port(), posted, told);
      Api.Answer answer = api.post("/tenants/acme/events/batch", batch());
      assertThat(answer.status()).isEqualTo(202);
      answer.body().path("results").forEach(each -> acknowledged.add(each.path("id").asText()));
      assertThat(acknowledged).hasSize(EVENTS);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> arrivals.size() >= EVENTS / 10 && inFlight.get() > 0 && told.size() >= POSTED);
      assertThat(arrivals.size()).as("killed in the middle").isLessThan(EVENTS);
      node.kill();
      posting.close();
      node = ThrowAwayNode.start(Launcher.path(), environment, node.data(), node.port());

      Awaitility.await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(() -> assertThat(arrivals.keySet()).containsAll(acknowledged));
      Api after = new Api(node.url(), KEY);
      assertThat(retried(provider, node.port(), told.keySet())).isEqualTo(told);
      Set<String> unanswered = new HashSet<>(posted);
      unanswered.removeAll(told.keySet());
      assertThat(unanswered).as("posted, and the node died").isNotEmpty();
      Map<String, String> late = new HashMap<>();
      for (String event : unanswered) {
        late.put(event, postedAgain(provider, node.port(), event));
      }
      assertThat(retried(provider, node.port(), unanswered)).isEqualTo(late);
      told.putAll(late);
      assertThat(rows(after, provider)).as("one row each").isEqualTo(told);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(waiting(after)).isZero());
    } finally {
      node.close();
      receiver.stop(0);
    }
    int twice = arrivals.values().stream().mapToInt(count -> count - 1).sum();
    assertThat(arrivals.keySet()).as("nothing that was not published").isEqualTo(acknowledged);
    assertThat(twice).as("sent again").isLessThanOrEqualTo(mostInFlight.get() + SETTLING);
  }

  /**
   * Answered by the receiver but not yet settled when the node died: one endpoint's cap at most.
   */
  private static final int SETTLING = 10;

  /** Providers that post one webhook after the other until they get no answer. */
  private static ExecutorService keepPosting(
      Poster provider, int port, Set<String> posted, Map<String, String> told) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (int i = 0; i < PROVIDERS; i++) {
      String prefix = "in-" + i + "-";
      threads.submit(() -> {
        boolean answered = true;
        for (int n = 0; answered; n++) {
          String event = prefix + n;
          posted.add(event);
          Optional<Poster.Receipt> receipt = provider.post(port, event).flatMap(Poster::receipt);
          receipt.ifPresent(it -> told.put(event, it.id()));
          answered = receipt.isPresent();
        }
      });
    }
    return threads;
  }

  /** The providers' retries of what they were told is safe: all are known under the same id. */
  private static Map<String, String> retried(Poster provider, int port, Set<String> events) {
    return events.stream()
        .collect(
            Collectors.toMap(
                event -> event,
                event ->
                    provider
                        .post(port, event)
                        .flatMap(Poster::receipt)
                        .filter(receipt -> receipt.status().equals("duplicate"))
                        .map(Poster.Receipt::id)
                        .orElse("not known")));
  }

  /** Accepted now, or a duplicate of what was committed before the answer: its id. */
  private static String postedAgain(Poster provider, int port, String event) {
    Optional<Poster.Receipt> receipt = provider.post(port, event).flatMap(Poster::receipt);
    assertThat(receipt).as(event).isPresent();
    return receipt.get().id();
  }

  /** What is on record of that source, by event; the ids of all rows where an event has several. */
  private static Map<String, String> rows(Api api, Poster provider)
      throws IOException, InterruptedException {
    Map<String, String> rows = new HashMap<>();
    String path = "/tenants/acme/received?limit=250&source_id=" + provider.sourceId();
    String cursor = "";
    do {
      JsonNode page = api.get(path + cursor).body();
      page.path("data")
          .forEach(row ->
              rows.merge(
                  row.path("event_id").asText(),
                  row.path("id").asText(),
                  (one, other) -> one + " " + other));
      JsonNode next = page.path("next_cursor");
      cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
    } while (!cursor.isEmpty());
    return rows;
  }

  /** All at once, so that the backlog outlasts the publishing. */
  private static String batch() {
    return IntStream.range(0, EVENTS)
        .mapToObj(n -> "{\"type\":\"a.b\",\"data\":{\"n\":" + n + "}}")
        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  private static int waiting(Api api) throws IOException, InterruptedException {
    int waiting = 0;
    for (String status : new String[] {"pending", "sending", "retrying"}) {
      JsonNode page = api.get("/tenants/acme/deliveries?status=" + status).body();
      waiting += page.path("data").size();
    }
    return waiting;
  }

  private static void subscribe(Api api, String url) throws IOException, InterruptedException {
    api.post("/tenants", "{\"slug\":\"acme\",\"name\":\"Acme\"}");
    JsonNode endpoint =
        api.post("/tenants/acme/endpoints", "{\"url\":\"" + url + "\",\"timeout_seconds\":5}")
            .body();
    Api.Answer subscription =
        api.post(
            "/tenants/acme/subscriptions",
            "{\"endpoint_id\":\"" + endpoint.path("id").asText() + "\",\"event_types\":[\"*\"]}");
    assertThat(subscription.status()).isEqualTo(201);
  }

  private static HttpServer slowReceiver(
      ConcurrentMap<String, Integer> arrivals, AtomicInteger inFlight, AtomicInteger most)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          exchange.getRequestBody().readAllBytes();
          arrivals.merge(exchange.getRequestHeaders().getFirst("webhook-id"), 1, Integer::sum);
          try {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(100);
            exchange.sendResponseHeaders(204, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            inFlight.decrementAndGet();
            exchange.close();
          }
        });
    server.start();
    return server;
  }
}
