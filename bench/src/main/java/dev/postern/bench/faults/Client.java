package dev.postern.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * HTTP towards nodes that may be dead, slow or telling lies. Connections are kept and used again.
 * Thread-safe.
 */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Client() {
    this(PATIENCE);
  }

  /**
   * @param patience how long an answer is waited for
   */
  Client(Duration patience) {
    this.patience = patience;
  }

  /**
   * @param status 0 when there was no answer
   * @param retryAfter what the node asked for in {@code Retry-After}; zero when it did not
   */
  record Answer(int status, JsonNode body, Duration retryAfter) {
    private static final Answer NONE = new Answer(0, MissingNode.getInstance(), Duration.ZERO);

    boolean good() {
      return status / 100 == 2;
    }
  }

  static String json(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }

  /** Headers besides the content type. */
  Answer send(int port, String method, String path, Map<String, String> headers, byte[] body)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(patience)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), read(answer.body()), retryAfter(answer.headers()));
    } catch (IOException none) {
      return Answer.NONE;
    }
  }

  /** Nodes say seconds, never dates. */
  private static Duration retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("retry-after")
        .filter(it -> it.matches("[0-9]{1,6}"))
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .orElse(Duration.ZERO);
  }

  private static JsonNode read(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
