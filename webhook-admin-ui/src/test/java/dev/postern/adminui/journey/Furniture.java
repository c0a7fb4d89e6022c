package dev.postern.adminui.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** A tenant with something in every view: delivered, given up, held, received, refused. */
final class Furniture {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final Api api;
  private final String healthy;
  private final String broken;

  /** Ids of what was made, for deep links. */
  record Rooms(String endpoint, String suspended, String source, String delivery, String webhook) {}

  Furniture(Api api, Receiver well, Receiver ill) {
    this.api = api;
    this.healthy = well.url();
    this.broken = ill.url();
  }

  Rooms move() throws IOException, InterruptedException {
    made("/tenants", "{\"slug\":\"acme\",\"name\":\"Acme Rockets\"}");
    made(
        "/tenants/acme/event-types",
        """
        {"name":"invoice.paid","description":"An invoice was paid in full.",
         "schema":{"type":"object","required":["amount"]},"example":{"amount":4200}}
        """);
    made("/tenants/acme/api-keys", "{\"name\":\"billing-service\",\"role\":\"publisher\"}");
    made("/tenants/acme/users", "{\"email\":\"dev@acme.example\",\"role\":\"developer\"}");
    made(
        "/tenants/acme/alert-channels",
        "{\"name\":\"On call\",\"kind\":\"webhook\",\"target\":\"" + healthy + "\"}");
    String shop = endpoint("Shop backend", healthy, "");
    String crm =
        endpoint("CRM sync", broken, ",\"suspend_after_failures\":4,\"suspend_min_seconds\":0");
    String analytics = endpoint("Analytics", broken + "/gone", ",\"retry_schedule\":[\"1s\"]");
    subscribe(shop, "*", null);
    subscribe(crm, "customer.*", null);
    subscribe(analytics, "order.*", "data.amount > 1000");
    String source = source();
    for (String type : new String[] {"invoice.paid", "order.created", "customer.updated"}) {
      for (int i = 0; i < 5; i++) {
        made("/tenants/acme/events", event(type, i));
      }
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> first("/tenants/acme/deliveries?status=dead&limit=1") != null);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            api.get("/tenants/acme/endpoints/" + crm)
                .body()
                .path("status")
                .asText()
                .equals("suspended"));
    return new Rooms(
        shop,
        crm,
        source,
        first("/tenants/acme/deliveries?status=dead&limit=1"),
        first("/tenants/acme/received?limit=1"));
  }

  private static String event(String type, int i) {
    return "{\"id\":\"bill-%s-%d\",\"type\":\"%s\",\"data\":{\"amount\":4200,\"customer\":\"cus_%d\"}}"
        .formatted(type, i, type, 1800 + i);
  }

  private String endpoint(String name, String url, String more)
      throws IOException, InterruptedException {
    return made(
            "/tenants/acme/endpoints",
            "{\"url\":\"%s\",\"description\":\"%s\"%s}".formatted(url, name, more))
        .path("id")
        .asText();
  }

  private void subscribe(
      String endpoint, String type, @org.jspecify.annotations.Nullable String filter)
      throws IOException, InterruptedException {
    made(
        "/tenants/acme/subscriptions",
        "{\"endpoint_id\":\"%s\",\"event_types\":[\"%s\"],\"filter\":%s}"
            .formatted(endpoint, type, filter == null ? "null" : "\"" + filter + "\""));
  }

  /** GitLab's token is compared as it is, which needs no signing here. */
  private String source() throws IOException, InterruptedException {
    JsonNode made =
        made(
            "/tenants/acme/sources",
            "{\"name\":\"GitLab\",\"provider\":\"gitlab\",\"secret\":\"a-shared-token\"}");
    HttpClient client = HttpClient.newHttpClient();
    for (String token : new String[] {"a-shared-token", "a-shared-token", "wrong"}) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(made.path("ingest_url").asText()))
              .header("Content-Type", "application/json")
              .header("X-Gitlab-Token", token)
              .header("X-Gitlab-Event", "Push Hook")
              .header("X-Gitlab-Event-UUID", "13792a34-cac6-4fda-95a8-c58e00a3954e")
              .POST(HttpRequest.BodyPublishers.ofString("{\"object_kind\":\"push\"}"))
              .build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    }
    return made.path("id").asText();
  }

  private JsonNode made(String path, String json) throws IOException, InterruptedException {
    Api.Answer answer = api.post(path, json);
    Assertions.assertThat(answer.status()).as(path + " " + answer.body()).isBetween(200, 202);
    return answer.body();
  }

  private String first(String list) throws IOException, InterruptedException {
    return api.get(list).body().path("data").required(0).path("id").asText();
  }
}
