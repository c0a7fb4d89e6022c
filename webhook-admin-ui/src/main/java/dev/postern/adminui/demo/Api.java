package dev.postern.adminui.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A small client of the HTTP contract. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names that the HTTP client sets itself. */
  private static final Set<String> OWN = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    OWN.add("content-length");
    OWN.add("host");
    OWN.add("connection");
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final String key;

  public Api(String base, String key) {
    this.base = base;
    this.key = key;
  }

  /** An answer's status and body; the body is missing when it is no JSON. */
  public record Answer(int status, JsonNode body) {}

  public Answer post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, json);
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  public Answer send(String method, String path, @Nullable String json)
      throws IOException, InterruptedException {
    return send(method, path, "application/json", json);
  }

  /** Without a body when that is null. */
  public Answer send(String method, String path, String mediaType, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
            .timeout(Duration.ofSeconds(30))
            .header("authorization", "Bearer " + key);
    if (body != null) {
      request.header("content-type", mediaType);
    }
    return answer(
        request.method(
            method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  /** Sends a provider's request as it stands: no key, the signature is the credential. */
  public Answer deliver(SignedRequest request) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(request.url())).timeout(Duration.ofSeconds(30));
    request
        .headers()
        .entries()
        .forEach(field -> {
          if (!OWN.contains(field.getKey())) {
            builder.header(field.getKey(), field.getValue());
          }
        });
    return answer(builder.method(request.method(), BodyPublishers.ofByteArray(request.body())));
  }

  private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), json(response.body()));
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
