package dev.postern.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.bench.load.Crowd;
import dev.postern.bench.load.Sender;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks verified, deduplicated, committed and answered over HTTP: 64 clients, 1 KiB each. */
final class IntakeOverHttp implements Figure {
  private static final String SECRET = "bench-secret";
  private static final int CLIENTS = 64;

  /** On two busy cores the rate grows for about so long. */
  private static final Duration UNTIL_COMPILED = Duration.ofSeconds(80);

  private final AtomicLong number = new AtomicLong();
  private Node node;
  private String path;

  @Override
  public String name() {
    return "intake over HTTP, committed on PostgreSQL";
  }

  @Override
  public String unit() {
    return "requests/s";
  }

  @Override
  public void open(Bench bench) throws Exception {
    node = Node.start(bench.home(), bench.postgres().fresh(), Map.of());
    node.post("/api/v1/tenants", Map.of("slug", "bench", "name", "Bench"));
    Map<String, Object> source =
        new HashMap<>(Map.of("name", "load", "provider", "github", "secret", SECRET));
    source.put("rate_limit", null);
    JsonNode made = node.post("/api/v1/tenants/bench/sources", source);
    path = URI.create(made.path("ingest_url").asText()).getPath();
    Crowd.rate(CLIENTS, bench.brief() ? Duration.ofSeconds(8) : UNTIL_COMPILED, this::client);
  }

  @Override
  public double measure(Bench bench) throws Exception {
    return Crowd.rate(CLIENTS, bench.round(), this::client);
  }

  private Crowd.Turn client(int which) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return new Client(new Sender(node.port()), mac);
  }

  /** One kept connection; every request is a new event. */
  private final class Client implements Crowd.Turn, AutoCloseable {
    private final Sender sender;
    private final Mac mac;

    Client(Sender sender, Mac mac) {
      this.sender = sender;
      this.mac = mac;
    }

    @Override
    public boolean take() throws Exception {
      long id = number.incrementAndGet();
      String body = "{\"number\":" + id + ",\"text\":\"" + "x".repeat(980) + "\"}";
      byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
      String head =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
              + bytes.length
              + "\r\nX-GitHub-Event: push\r\nX-GitHub-Delivery: bench-"
              + id
              + "\r\nX-Hub-Signature-256: sha256="
              + HexFormat.of().formatHex(mac.doFinal(bytes))
              + "\r\n\r\n";
      return sender.send((head + body).getBytes(StandardCharsets.US_ASCII)) == 200;
    }

    @Override
    public void close() throws Exception {
      sender.close();
    }
  }

  @Override
  public void close() {
    if (node != null) {
      node.close();
    }
  }
}
