package dev.postern.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A node as people run it, over a database of ours, and its API. */
public final class Node implements AutoCloseable {
  private static final String KEY = "bench-bench-bench-bench-bench-bench-0123";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ThrowAwayNode node;

  private Node(ThrowAwayNode node) {
    this.node = node;
  }

  /** With the defaults of production, and these besides. */
  public static Node start(Path home, String databaseUrl, Map<String, String> more)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    // Empty: the launcher's own choice.
    environment.put("POSTERN_JAVA_OPTS", "");
    environment.put("POSTERN_ADMIN_API_KEY", KEY);
    if (!databaseUrl.isEmpty()) {
      environment.put("POSTERN_DATABASE_URL", databaseUrl);
      environment.put("POSTERN_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    }
    environment.putAll(more);
    return new Node(ThrowAwayNode.start(home.resolve("postern"), environment));
  }

  public int port() {
    return node.port();
  }

  public JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return call("POST", path, MAPPER.writeValueAsString(body));
  }

  public JsonNode patch(String path, Object body) throws IOException, InterruptedException {
    return call("PATCH", path, MAPPER.writeValueAsString(body));
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    return call("GET", path, "");
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + path))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return MAPPER.readTree(answer.body().isEmpty() ? "null" : answer.body());
  }

  /** Resident memory in MiB, where the system tells it (Linux). */
  public double residentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(node.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** What is live on the heap after a full collection, in MiB. */
  public double liveHeapMebibytes() throws IOException, InterruptedException {
    return Heap.live(node.pid());
  }

  public String url() {
    return node.url();
  }

  public long pid() {
    return node.pid();
  }

  /** As an operator stops it. */
  public void stop() {
    node.stop();
  }

  @Override
  public void close() {
    node.close();
  }
}
