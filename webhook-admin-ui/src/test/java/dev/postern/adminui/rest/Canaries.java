package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Secrets that can be recognised anywhere, sent through every door that takes or makes one. */
final class Canaries {
  /** What may be read afterwards and must not hold one. */
  static final List<String> READABLE =
      List.of(
          "/tenants",
          "/tenants/canary/endpoints",
          "/tenants/canary/alert-channels",
          "/tenants/canary/sources",
          "/tenants/canary/api-keys",
          "/tenants/canary/users",
          "/tenants/canary/audit-log?limit=250",
          "/tenants/canary/deliveries",
          "/tenants/canary/received",
          "/tenants/canary/received/rejections");

  private Canaries() {}

  /**
   * @param door from the URL that providers are told to the node itself
   */
  static List<String> release(Api api, UnaryOperator<String> door)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    accepted(api.post("/tenants", "{\"slug\":\"canary\",\"name\":\"Canary\"}"));
    String source = "canary-token-of-a-source";
    JsonNode made =
        accepted(
            api.post(
                "/tenants/canary/sources",
                "{\"name\":\"s\",\"provider\":\"gitlab\",\"secret\":\"" + source + "\"}"));
    all.add(source);
    String rotated = "canary-token-after-a-rotation";
    accepted(
        api.post(
            "/tenants/canary/sources/" + made.path("id").asText() + "/secrets/rotate",
            "{\"overlap\":\"PT1H\",\"secret\":\"" + rotated + "\"}"));
    all.add(rotated);
    post(door.apply(made.path("ingest_url").asText()), rotated, 200);
    String guess = "canary-token-that-is-wrong";
    post(door.apply(made.path("ingest_url").asText()), guess, 401);
    all.add(guess);
    String signing = "whsec_" + base64("canary-signing-secret-32-bytes-!");
    JsonNode endpoint =
        accepted(
            api.post(
                "/tenants/canary/endpoints",
                "{\"url\":\"http://127.0.0.1:1/x\",\"secret\":\"" + signing + "\"}"));
    all.add(signing);
    all.add("canary-signing-secret-32-bytes-!");
    accepted(
        api.post(
            "/tenants/canary/endpoints/" + endpoint.path("id").asText() + "/test",
            "{\"type\":\"ping\"}"));
    all.add(
        accepted(
                api.post(
                    "/tenants/canary/endpoints/" + endpoint.path("id").asText() + "/secrets/rotate",
                    "{}"))
            .path("value")
            .asText());
    accepted(
        api.post(
            "/tenants/canary/endpoints/" + endpoint.path("id").asText() + "/secrets/reveal", "{}"));
    all.add(ofAnEndpointsAccess(api));
    all.add(ofAnAlertsTarget(api));
    String refused = "whsec_canary-refused-because-it-is-no-base64";
    Answer answer =
        api.post(
            "/tenants/canary/endpoints",
            "{\"url\":\"https://example.com\",\"secret\":\"" + refused + "\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().toString()).doesNotContain(refused);
    all.add(refused);
    all.add(
        accepted(api.post("/tenants/canary/api-keys", "{\"name\":\"k\",\"role\":\"viewer\"}"))
            .path("value")
            .asText());
    String link =
        accepted(
                api.post(
                    "/tenants/canary/users",
                    "{\"email\":\"canary@example.com\",\"role\":\"viewer\"}"))
            .path("invitation_url")
            .asText();
    all.add(link.substring(link.indexOf("token=") + 6));
    accepted(api.post("/vault/rotate", "{}"));
    return all;
  }

  /** Sent at once, so that it is in a request as well. */
  private static String ofAnEndpointsAccess(Api api) throws IOException, InterruptedException {
    String password = "canary-password-of-an-endpoint";
    JsonNode endpoint =
        accepted(
            api.post(
                "/tenants/canary/endpoints",
                "{\"url\":\"http://127.0.0.1:1/a\",\"auth\":{\"type\":\"basic\",\"username\":\"u\",\"password\":\""
                    + password
                    + "\"}}"));
    JsonNode unused =
        accepted(
            api.post(
                "/tenants/canary/endpoints/" + endpoint.path("id").asText() + "/test",
                "{\"type\":\"ping\"}"));
    return password;
  }

  /** Nobody answers there, which the test of the channel says. */
  private static String ofAnAlertsTarget(Api api) throws IOException, InterruptedException {
    String path = "canary-path-of-a-slack-channel";
    JsonNode channel =
        accepted(
            api.post(
                "/tenants/canary/alert-channels",
                "{\"name\":\"c\",\"kind\":\"slack\",\"target\":\"http://127.0.0.1:1/services/"
                    + path
                    + "\"}"));
    JsonNode unused =
        accepted(
            api.post(
                "/tenants/canary/alert-channels/" + channel.path("id").asText() + "/test", "{}"));
    return path;
  }

  static String text(String url, String key) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .header("authorization", "Bearer " + key)
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** A GitLab hook with that token. */
  static void post(String url, String token, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .header("x-gitlab-token", token)
            .header("x-gitlab-event", "Push Hook")
            .POST(HttpRequest.BodyPublishers.ofString("{\"object_kind\":\"push\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(expected);
  }

  private static JsonNode accepted(Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
