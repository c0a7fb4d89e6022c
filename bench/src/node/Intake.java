import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Is every good webhook taken in exactly once under a steady load? A running node is posted to at a
 * fixed rate: a tenth of the requests is tampered with, a third of the good ones are repetitions. At
 * the end the node's own list is counted. Latency is measured from the moment a request was due, so
 * that a stall costs every request that it held up.
 *
 * <p>{@code java bench/src/node/Intake.java http://localhost:8080 API_KEY [a second] [seconds]}; the
 * key is that of {@code POSTERN_ADMIN_API_KEY}. It ends with 1 when the count is not exact.
 */
public final class Intake {
  private static final String SECRET = "intake-bench-secret";
  private static final Pattern TOKEN = Pattern.compile("\"ingest_url\":\"[^\"]*(/in/[^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"((?:src|rcv)_[^\"]+)\"");
  private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Set<String> stored = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final String node;
  private final String key;

  private Intake(String node, String key) {
    this.node = node;
    this.key = key;
  }

  public static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
    int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 60;
    boolean exact = new Intake(arguments[0], arguments[1]).run(rate, seconds);
    System.exit(exact ? 0 : 1);
  }

  private boolean run(int rate, int seconds) throws Exception {
    String tenant = "bench-" + Long.toString(System.nanoTime(), 36);
    call("POST", "/api/v1/tenants", "{\"slug\":\"" + tenant + "\",\"name\":\"Bench\"}");
    String source =
        call(
            "POST",
            "/api/v1/tenants/" + tenant + "/sources",
            "{\"name\":\"load\",\"provider\":\"generic-hmac\",\"secret\":\""
                + SECRET
                + "\",\"rate_limit\":null}");
    String target = node + first(TOKEN, source);
    int total = rate * seconds;
    int events = 0;
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < total; i++) {
        long due = start + i * 1_000_000_000L / rate;
        LockSupport.parkNanos(due - System.nanoTime());
        boolean bad = i % 10 == 9;
        boolean repeated = !bad && events > rate && i % 3 == 0;
        // A repetition is of an event that was sent about a second ago.
        int event = bad ? -i : repeated ? events - rate : events++;
        threads.execute(() -> post(target, event, bad, due));
      }
    }
    long counted = received(tenant, first(ID, source));
    report(total, rate, seconds, events, counted);
    return counted == events && stored.size() == events && !outcomes.containsKey("bad taken");
  }

  private void post(String target, int event, boolean bad, long due) {
    String body =
        "{\"id\":\"evt_" + event + "\",\"type\":\"order.paid\",\"data\":{\"n\":" + event + "}}";
    try {
      String signature = sign(bad ? body + " " : body);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(target))
              .header("Content-Type", "application/json")
              .header("X-Webhook-Signature", signature)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      // A provider tries again until it is told that the event is safe.
      for (int attempt = 0; attempt < 5; attempt++) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (attempt == 0) {
          latencies.add(System.nanoTime() - due);
        }
        String outcome = outcome(answer, bad);
        count(outcome);
        if (answer.statusCode() == 200 && !bad) {
          stored.add(first(ID, answer.body()));
        }
        if (answer.statusCode() != 503) {
          return;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (Exception failed) {
      count("failed: " + failed.getClass().getSimpleName());
    }
  }

  private static String outcome(HttpResponse<String> answer, boolean bad) {
    boolean taken = answer.statusCode() == 200;
    if (bad) {
      return taken ? "bad taken" : "bad refused " + answer.statusCode();
    }
    return !taken
        ? "good refused " + answer.statusCode()
        : answer.body().contains("\"duplicate\"") ? "duplicate" : "accepted";
  }

  private void count(String outcome) {
    outcomes.computeIfAbsent(outcome, word -> new LongAdder()).increment();
  }

  private long received(String tenant, String source) throws Exception {
    long counted = 0;
    String cursor = "";
    do {
      String page =
          call(
              "GET",
              "/api/v1/tenants/" + tenant + "/received?limit=250&source_id=" + source + cursor,
              null);
      Matcher ids = ID.matcher(page);
      while (ids.find()) {
        counted += ids.group(1).startsWith("rcv_") ? 1 : 0;
      }
      Matcher next = CURSOR.matcher(page);
      cursor = next.find() ? "&cursor=" + next.group(1) : "";
    } while (!cursor.isEmpty());
    return counted;
  }

  private void report(int total, int rate, int seconds, int events, long counted) {
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf("%d requests, %d a second for %d s%n", total, rate, seconds);
    outcomes.forEach((outcome, count) -> System.out.printf("  %-24s %d%n", outcome, count.sum()));
    System.out.printf(
        "p50 %.1f ms, p99 %.1f ms, most %.1f ms from the moment due%n",
        at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    System.out.printf(
        "%d events sent, %d answered with an id of their own, %d on record%n",
        events, stored.size(), counted);
  }

  private static double at(long[] sorted, double share) {
    int index = (int) Math.min(sorted.length - 1, Math.floor(share * sorted.length));
    return sorted.length == 0 ? 0 : sorted[index] / 1_000_000.0;
  }

  private String call(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node + path)).header("Authorization", "Bearer " + key);
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpResponse<String> answer =
        client.send(
            request.header("Content-Type", "application/json").method(method, publisher).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("not in the answer: " + pattern);
    }
    return matcher.group(1);
  }

  private static String sign(String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
