package dev.postern.core.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How commands reach a running node: its address, and the key from the environment. */
final class NodeCall {
  private static final String KEY = "POSTERN_ADMIN_API_KEY";

  @Option(
      names = {"-u", "--url"},
      paramLabel = "URL",
      description =
          "The node's address (default: POSTERN_PUBLIC_URL, else http://localhost and the port).")
  private Optional<String> url = Optional.empty();

  /** Status and body of an answer. */
  record Answer(int status, String body) {}

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  /** With a JSON body, or none. */
  Answer call(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return send(
        body == null
            ? request(path).method(method, BodyPublishers.noBody())
            : request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    String key = System.getenv(KEY);
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException("set " + KEY + " to the node's key first");
    }
    return HttpRequest.newBuilder(URI.create(base() + "/api/v1" + path))
        .timeout(Duration.ofMinutes(10))
        .header("Authorization", "Bearer " + key);
  }

  private String base() {
    return url.or(() -> Optional.ofNullable(System.getenv("POSTERN_PUBLIC_URL")))
        .orElseGet(() -> {
          String port = System.getenv("POSTERN_HTTP_PORT");
          return "http://localhost:" + (port == null ? "8080" : port);
        });
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (ConnectException e) {
      throw new IllegalArgumentException("nothing answers at " + base(), e);
    }
  }
}
