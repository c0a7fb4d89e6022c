package dev.postern.adminui.node;

import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A POST with an {@code Idempotency-Key}, always the same one. */
final class Keyed {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Keyed() {}

  /** Without a body when that is empty. */
  static HttpResponse<String> post(ThrowAwayNode node, String key, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.url() + "/api/v1" + path))
            .timeout(Duration.ofSeconds(30))
            .header("authorization", "Bearer " + key)
            .header("idempotency-key", "the-only-one")
            .POST(BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json");
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
