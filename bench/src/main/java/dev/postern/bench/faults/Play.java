package dev.postern.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant of its own with a receiver and a truth, so that scenarios share nodes and no events. */
final class Play implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String SECRET = "a-secret-of-a-provider";
  private static final int MOST_AT_ONCE = 1_000;
  private static final Duration COMING_AGAIN = Duration.ofSeconds(30);
  private final Cluster cluster;
  private final Client client = new Client();
  private final Truth truth = new Truth();
  private final Receiver receiver;
  private final Proxy line;
  private final String tenant;

  Play(Cluster cluster) throws IOException, InterruptedException {
    this.cluster = cluster;
    receiver = new Receiver(truth);
    line = Proxy.to(receiver.port());
    tenant = "play-" + NUMBER.incrementAndGet();
    call("POST", "/api/v1/tenants", Map.of("slug", tenant, "name", tenant));
  }

  Truth truth() {
    return truth;
  }

  Receiver receiver() {
    return receiver;
  }

  /** What stands before the receiver for endpoints that are told to come by {@link #along}. */
  Proxy line() {
    return line;
  }

  /** An endpoint's address along the line that can be broken. */
  String along(String endpoint) {
    return "http://127.0.0.1:" + line.port() + "/" + endpoint;
  }

  Ledger ledger() {
    return new Ledger(cluster.database(), tenant);
  }

  Judge judge() {
    return new Judge(truth, ledger());
  }

  /** An endpoint of our receiver, subscribed to the event type of the same name; its answer. */
  JsonNode endpoint(String name, Map<String, ?> more) throws IOException, InterruptedException {
    return endpoint(name, name, more);
  }

  JsonNode endpoint(String name, String type, Map<String, ?> more)
      throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>(Map.of("url", receiver.url(name)));
    body.putAll(more);
    JsonNode endpoint = call("POST", "/endpoints", body);
    call(
        "POST",
        "/subscriptions",
        Map.of("endpoint_id", endpoint.path("id").asText(), "event_types", List.of(type)));
    return endpoint;
  }

  Door application(String endpoint) {
    return new Door.Application(tenant, endpoint, "", Set.of(endpoint));
  }

  Door application(String type, Set<String> endpoints) {
    return new Door.Application(tenant, type, "", endpoints);
  }

  Door application(String endpoint, String padding) {
    return new Door.Application(tenant, endpoint, padding, Set.of(endpoint));
  }

  /** A source whose webhooks come to that endpoint, which has to be subscribed to "in". */
  Door provider(String endpoint) throws IOException, InterruptedException {
    JsonNode source =
        call(
            "POST",
            "/sources",
            Map.of(
                "name",
                "s",
                "provider",
                "generic-hmac",
                "secret",
                SECRET,
                "forward",
                Map.of("publish", true)));
    Map<String, Object> free = new HashMap<>();
    free.put("rate_limit", null);
    call("PATCH", "/sources/" + source.path("id").asText(), free);
    return new Door.Provider(
        URI.create(source.path("ingest_url").asText()).getRawPath(), SECRET, Set.of(endpoint));
  }

  /** Publishes that many for that endpoint, a thousand at a time; nobody waits for them to come. */
  void batch(String endpoint, int count) throws IOException, InterruptedException {
    for (int done = 0; done < count; done += MOST_AT_ONCE) {
      int size = Math.min(MOST_AT_ONCE, count - done);
      call(
          "POST",
          "/events/batch",
          Map.of(
              "events",
              Collections.nCopies(size, Map.of("type", endpoint, "data", Map.of("p", "")))));
    }
  }

  Publisher publisher() {
    return new Publisher(truth, () -> cluster.members().stream().map(Member::port).toList());
  }

  Publisher publisher(Member only) {
    return new Publisher(truth, () -> List.of(only.port()));
  }

  /**
   * Of this tenant, below its path, or of the platform; from the first node that answers. Told to
   * come again, it does, as the publishers do: they may be many just now.
   */
  JsonNode call(String method, String path, Object body) throws IOException, InterruptedException {
    String full = path.startsWith("/api/") ? path : "/api/v1/tenants/" + tenant + path;
    byte[] bytes = body == null ? new byte[0] : Text.bytes(Client.json(body));
    long end = System.nanoTime() + COMING_AGAIN.toNanos();
    while (true) {
      Client.Answer answer = null;
      for (Member member : cluster.members()) {
        answer =
            client.send(
                member.port(),
                method,
                full,
                Map.of("authorization", "Bearer " + Member.KEY),
                bytes);
        if (answer.good()) {
          return answer.body();
        }
      }
      if (answer == null || answer.retryAfter().isZero() || System.nanoTime() > end) {
        throw new IOException(method + " " + full + ": " + answer);
      }
      Patience.pause(answer.retryAfter());
    }
  }

  /** Until nothing of the tenant waits any more; false when it took longer. */
  boolean drained(Duration atMost) throws Exception {
    return Patience.until(atMost, () -> ledger().waiting() == 0);
  }

  /** Notes what is leased now as in flight at a fault. */
  void fault() throws Exception {
    truth.fault(System.nanoTime(), ledger().leases());
  }

  /** What has arrived, and is not over in what the database has saved. */
  Set<String> inFlight() throws SQLException {
    Set<String> unsettled = new HashSet<>(ledger().unsettled());
    Set<String> arrived = new HashSet<>();
    truth.arrivals().forEach(it -> arrived.add(it.webhookId()));
    unsettled.retainAll(arrived);
    return unsettled;
  }

  @Override
  public void close() throws IOException {
    line.close();
    receiver.close();
  }
}
