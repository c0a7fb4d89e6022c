import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Is every good webhook taken in exactly once under a steady load? A running node is posted to at a
 * fixed rate: a tenth of the requests is tampered with, a third of the good ones are repetitions. At
 * the end the node's own list is counted. Latency is measured from the moment a request was due, so
 * that a stall costs every request that it held up. Idle connections and connections that send a
 * byte a second may be held open meanwhile.
 *
 * <p>{@code java bench/src/node/Intake.java http://localhost:8080 API_KEY [a second] [seconds] [idle]
 * [dripping]}; the key is that of {@code POSTERN_ADMIN_API_KEY}. It ends with 1 when the count is not
 * exact.
 */
public final class Intake {
  private static final String SECRET = "intake-bench-secret";
  private static final String SOURCE =
      "{\"name\":\"load\",\"provider\":\"generic-hmac\",\"rate_limit\":null,\"secret\":\"" + SECRET + "\"}";
  private static final int CONNECTIONS = 64;
  private static final Pattern TOKEN = Pattern.compile("\"ingest_url\":\"[^\"]*(/in/[^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"((?:src|rcv)_[^\"]+)\"");
  private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Set<String> stored = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final LinkedBlockingQueue<Due> line = new LinkedBlockingQueue<>();
  private final URI node;
  private final String key;

  private Intake(String node, String key) {
    this.node = URI.create(node);
    this.key = key;
  }

  /** One request; a negative event is one to be tampered with. */
  private record Due(int event, long at) {
    static final Due NONE_LEFT = new Due(0, -1);
  }

  public static void main(String[] arguments) throws Exception {
    int rate = number(arguments, 2, 1_000);
    int seconds = number(arguments, 3, 60);
    Intake intake = new Intake(arguments[0], arguments[1]);
    boolean exact = intake.run(rate, seconds, number(arguments, 4, 0), number(arguments, 5, 0));
    System.exit(exact ? 0 : 1);
  }

  private static int number(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }

  private boolean run(int rate, int seconds, int idle, int dripping) throws Exception {
    String tenant = "bench-" + Long.toString(System.nanoTime(), 36);
    call("POST", "/api/v1/tenants", "{\"slug\":\"" + tenant + "\",\"name\":\"Bench\"}");
    String source = call("POST", "/api/v1/tenants/" + tenant + "/sources", SOURCE);
    String target = first(TOKEN, source);
    List<Held> held = hold(target, idle, dripping);
    int events;
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, CONNECTIONS).forEach(i -> senders.execute(() -> send(target)));
      events = pace(rate, rate * seconds);
      IntStream.range(0, CONNECTIONS).forEach(i -> line.add(Due.NONE_LEFT));
    }
    long counted = received(tenant, first(ID, source));
    report(rate * seconds, rate, seconds, events, counted);
    report(held);
    for (Held connection : held) {
      connection.close();
    }
    return counted == events && stored.size() == events && !outcomes.containsKey("bad taken");
  }

  /** Returns how many different good events there were. */
  private int pace(int rate, int total) {
    int events = 0;
    long start = System.nanoTime();
    for (int i = 0; i < total; i++) {
      long at = start + i * 1_000_000_000L / rate;
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      boolean repeated = events > rate && i % 3 == 0;
      // A repetition is of an event that was sent about a second ago.
      line.add(new Due(i % 10 == 9 ? -i : repeated ? events - rate : events++, at));
    }
    return events;
  }

  /** Idle ones first, then those that drip; all are kept open as long as the run lasts. */
  private List<Held> hold(String target, int idle, int dripping) throws IOException {
    String head = "POST " + target + " HTTP/1.1\r\nHost: bench\r\nContent-Length: 1000\r\n\r\n";
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < idle + dripping; i++) {
      held.add(new Held(node, i < idle ? "" : head));
    }
    for (Held connection : held) {
      connection.open();
      Thread.ofVirtual().start(() -> keep(connection));
    }
    return held;
  }

  /** The node ends idle connections and bodies that take too long: then the client comes again. */
  private void keep(Held connection) {
    while (!connection.closed) {
      try {
        connection.beat();
      } catch (IOException cutOff) {
        count(connection.kind() + " cut off");
        try {
          connection.open();
        } catch (IOException refused) {
          count(connection.kind() + " not let in");
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
      }
    }
  }

  /** A connection of somebody who sends nothing, or the beginning of a request and then drips. */
  private static final class Held {
    private final URI node;
    private final String head;
    private final LongAdder looks = new LongAdder();
    private final LongAdder foundOpen = new LongAdder();
    private volatile Socket socket = new Socket();
    private volatile boolean closed;

    Held(URI node, String head) {
      this.node = node;
      this.head = head;
    }

    String kind() {
      return head.isEmpty() ? "idle" : "slow client";
    }

    void open() throws IOException {
      socket.close();
      socket = new Socket(node.getHost(), node.getPort());
      socket.setSoTimeout(head.isEmpty() ? 5_000 : 1_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      if (closed) {
        socket.close();
      }
    }

    /** Drips if it is to, and waits; fails when the node hung up or answered meanwhile. */
    void beat() throws IOException {
      looks.increment();
      if (!head.isEmpty()) {
        socket.getOutputStream().write('x');
      }
      try {
        socket.getInputStream().read();
      } catch (SocketTimeoutException stillOpen) {
        foundOpen.increment();
        return;
      }
      throw new EOFException("answered or closed by the node");
    }

    void close() throws IOException {
      closed = true;
      socket.close();
    }
  }

  private void send(String target) {
    try (Line connection = new Line(node)) {
      for (Due due = line.take(); due != Due.NONE_LEFT; due = line.take()) {
        post(connection, target, due);
      }
    } catch (Exception failed) {
      count("sender ended: " + failed);
    }
  }

  /** A provider tries again until it is told that the event is safe. */
  private void post(Line connection, String target, Due due) throws Exception {
    String body =
        "{\"id\":\"evt_%d\",\"type\":\"order.paid\",\"data\":{\"n\":%1$d}}".formatted(due.event());
    boolean bad = due.event() < 0;
    String signature = sign(bad ? body + " " : body);
    for (int attempt = 0; attempt < 5; attempt++) {
      try {
        Answer answer = connection.post(target, signature, body);
        if (attempt == 0) {
          latencies.add(System.nanoTime() - due.at());
        }
        count(outcome(answer, bad));
        if (answer.status() == 200 && !bad) {
          stored.add(first(ID, answer.body()));
        }
        if (answer.status() != 503) {
          return;
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      } catch (IOException broken) {
        count("connection lost: " + broken.getMessage());
        connection.close();
      }
    }
    count("given up");
  }

  private static String outcome(Answer answer, boolean bad) {
    boolean taken = answer.status() == 200;
    if (bad || !taken) {
      return bad && taken ? "bad taken" : (bad ? "bad" : "good") + " refused " + answer.status();
    }
    return answer.body().contains("\"duplicate\"") ? "duplicate" : "accepted";
  }

  private void count(String outcome) {
    outcomes.computeIfAbsent(outcome, word -> new LongAdder()).increment();
  }

  private record Answer(int status, String body) {}

  /** A connection that is kept, and opened anew when it broke. */
  private static final class Line implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private final URI node;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    Line(URI node) {
      this.node = node;
    }

    Answer post(String target, String signature, String body) throws IOException {
      if (!socket.isConnected() || socket.isClosed()) {
        socket = new Socket(node.getHost(), node.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream());
      }
      String request =
          "POST " + target + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
              + "X-Webhook-Signature: " + signature + "\r\nContent-Length: " + body.length()
              + "\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException("closed by the node");
        }
        head.append((char) next);
      }
      Matcher length = LENGTH.matcher(head);
      int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
      String text = new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
      return new Answer(Integer.parseInt(head.substring(9, 12)), text);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private long received(String tenant, String source) throws Exception {
    long counted = 0;
    String cursor = "";
    do {
      String path = "/api/v1/tenants/" + tenant + "/received?limit=250&source_id=" + source;
      String page = call("GET", path + cursor, null);
      Matcher ids = ID.matcher(page);
      while (ids.find()) {
        counted += ids.group(1).startsWith("rcv_") ? 1 : 0;
      }
      Matcher next = CURSOR.matcher(page);
      cursor = next.find() ? "&cursor=" + next.group(1) : "";
    } while (!cursor.isEmpty());
    return counted;
  }

  /** Each looked again and again whether it was still open. */
  private static void report(List<Held> held) {
    for (String kind : List.of("idle", "slow client")) {
      List<Held> of = held.stream().filter(one -> one.kind().equals(kind)).toList();
      if (!of.isEmpty()) {
        double open = of.stream().mapToLong(one -> one.foundOpen.sum()).sum();
        long looks = of.stream().mapToLong(one -> one.looks.sum()).sum();
        System.out.printf(
            "%s: %.0f of %d connections open on average%n",
            kind, of.size() * open / Math.max(1, looks), of.size());
      }
    }
  }

  private void report(int total, int rate, int seconds, int events, long counted) {
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf("%d requests, %d a second for %d s%n", total, rate, seconds);
    outcomes.forEach((outcome, count) -> System.out.printf("  %-24s %d%n", outcome, count.sum()));
    System.out.printf(
        "p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, most %.1f ms from the moment due%n",
        at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
    System.out.printf(
        "%d events sent, %d answered with an id of their own, %d on record%n",
        events, stored.size(), counted);
  }

  private static double at(long[] sorted, double share) {
    int index = (int) Math.floor(share * (sorted.length - 1));
    return sorted.length == 0 ? 0 : sorted[index] / 1_000_000.0;
  }

  private String call(String method, String path, String body) throws Exception {
    HttpRequest.BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    }
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private static String sign(String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
