import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does one bad endpoint cost its neighbours anything? A running node is asked over HTTP: 100 healthy
 * endpoints get a steady load, first alone, then beside an endpoint that hangs for 30 seconds with a
 * long backlog. Measured from the beginning of the publishing call to the first byte at the receiver.
 *
 * <p>{@code java bench/src/node/Fairness.java http://localhost:8080 API_KEY [backlog] [seconds] [rate]};
 * the node needs {@code POSTERN_EGRESS_ALLOW=127.0.0.0/8} and the key of {@code
 * POSTERN_ADMIN_API_KEY}.
 */
public final class Fairness {
  private static final int HEALTHY = 100;
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
  private static final Pattern ID = Pattern.compile("\"id\":\"((?:ep|ten)_[^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConcurrentHashMap<Long, Long> arrived = new ConcurrentHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final String api;
  private final String key;
  private final int rate;
  private long next;

  private Fairness(String node, String key, int rate) {
    this.rate = rate;
    this.api = node + "/api/v1/tenants";
    this.key = key;
  }

  public static void main(String[] arguments) throws Exception {
    int backlog = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100_000;
    int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 30;
    int rate = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 100;
    new Fairness(arguments[0], arguments[1], rate).run(backlog, seconds);
  }

  private void run(int backlog, int seconds) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/ok", this::healthy);
    server.createContext("/hang", this::hanging);
    server.start();
    String receiver = "http://127.0.0.1:" + server.getAddress().getPort();
    String tenant = "fairness" + System.currentTimeMillis() % 1_000_000;
    call("", "{\"slug\":\"" + tenant + "\",\"name\":\"Fairness\"}");
    for (int i = 0; i < HEALTHY; i++) {
      endpoint(tenant, receiver + "/ok/" + i, "load.h" + i);
    }
    endpoint(tenant, receiver + "/hang", "load.hang");

    // Compilation is not the question: a node that has just started is warmed by one caller first.
    for (int i = 0; i < 500; i++) {
      publish(tenant, next++);
    }
    load(tenant, 5);
    long[] idle = sequential(tenant, 200);
    print("idle, one at a time", idle);
    long[] alone = load(tenant, seconds);
    print("healthy alone", alone);
    for (int done = 0; done < backlog; done += 1000) {
      StringBuilder batch = new StringBuilder("{\"events\":[");
      for (int i = 0; i < 1000; i++) {
        batch.append(i == 0 ? "" : ",").append("{\"type\":\"load.hang\",\"data\":{}}");
      }
      call("/" + tenant + "/events/batch", batch.append("]}").toString());
    }
    System.out.println("backlog of the hanging endpoint: " + backlog);
    long[] beside = load(tenant, seconds);
    print("healthy beside it", beside);
    System.out.printf("p99 ratio %.2f%n", (double) at(beside, 99) / at(alone, 99));
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
    client.close();
  }

  /** At a steady rate; latencies in nanoseconds, sorted. */
  private long[] load(String tenant, int seconds) throws Exception {
    int count = seconds * rate;
    long[] begun = new long[count];
    long first = next;
    next += count;
    long start = System.nanoTime();
    try (ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = start + i * (1_000_000_000L / rate);
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        int index = i;
        publishers.execute(() -> {
          begun[index] = System.nanoTime();
          publish(tenant, first + index);
        });
      }
    }
    return latencies(first, begun);
  }

  private long[] sequential(String tenant, int count) throws Exception {
    long[] begun = new long[count];
    long first = next;
    next += count;
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(50_000_000L);
      begun[i] = System.nanoTime();
      publish(tenant, first + i);
    }
    return latencies(first, begun);
  }

  private long[] latencies(long first, long[] begun) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    long[] latencies = new long[begun.length];
    for (int i = 0; i < begun.length; i++) {
      Long at;
      while ((at = arrived.get(first + i)) == null) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("event " + (first + i) + " did not arrive");
        }
        LockSupport.parkNanos(1_000_000L);
      }
      latencies[i] = at - begun[i];
    }
    Arrays.sort(latencies);
    return latencies;
  }

  private void publish(String tenant, long number) {
    call(
        "/" + tenant + "/events",
        "{\"type\":\"load.h" + number % HEALTHY + "\",\"data\":{\"n\":" + number + "}}");
  }

  private void endpoint(String tenant, String url, String type) {
    Matcher id = ID.matcher(call("/" + tenant + "/endpoints", "{\"url\":\"" + url + "\"}"));
    if (!id.find()) {
      throw new IllegalStateException("no endpoint was made");
    }
    call(
        "/" + tenant + "/subscriptions",
        "{\"endpoint_id\":\"" + id.group(1) + "\",\"event_types\":[\"" + type + "\"]}");
  }

  private String call(String path, String body) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(api + path))
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
  }

  private void healthy(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      String body =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher number = NUMBER.matcher(body);
      if (number.find()) {
        arrived.putIfAbsent(Long.parseLong(number.group(1)), now);
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void hanging(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (over.await(30, TimeUnit.SECONDS)) {
        return;
      }
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(String what, long[] latencies) {
    System.out.printf(
        "%-22s n=%d p50=%.1f ms p90=%.1f ms p99=%.1f ms max=%.1f ms%n",
        what,
        latencies.length,
        at(latencies, 50) / 1e6,
        at(latencies, 90) / 1e6,
        at(latencies, 99) / 1e6,
        latencies[latencies.length - 1] / 1e6);
  }

  private static long at(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
