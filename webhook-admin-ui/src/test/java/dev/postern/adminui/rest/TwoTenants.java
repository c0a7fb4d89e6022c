package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.Api.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Two tenants, {@code own} without anything and {@code other} with one object of every kind. */
final class TwoTenants {
  private static final String OTHER = "/tenants/other/";

  /** The last letters of an id that nobody has. */
  private static final String NOBODY = "_00000000000000000000000000";

  private final Map<String, String> foreign = new LinkedHashMap<>();
  private final Map<String, String> prefixes = new LinkedHashMap<>();

  /**
   * @param door from the URL that providers are told to the node itself
   */
  static TwoTenants make(Api platform, UnaryOperator<String> door)
      throws IOException, InterruptedException {
    TwoTenants made = new TwoTenants();
    made.create(platform, "/tenants", "{\"slug\":\"own\",\"name\":\"Own\"}");
    made.create(platform, "/tenants", "{\"slug\":\"other\",\"name\":\"Other\"}");
    made.fill(platform);
    made.takeIn(platform, door);
    return made;
  }

  private void fill(Api api) throws IOException, InterruptedException {
    JsonNode endpoint =
        remember(
            "endpoints", create(api, OTHER + "endpoints", "{\"url\":\"https://example.com/x\"}"));
    foreign.put("{secret}", endpoint.at("/secret/id").asText());
    remember(
        "subscriptions",
        create(
            api,
            OTHER + "subscriptions",
            "{\"endpoint_id\":\"%s\",\"event_types\":[\"*\"]}"
                .formatted(endpoint.path("id").asText())));
    remember(
        "jobs",
        create(
            api,
            OTHER + "endpoints/" + endpoint.path("id").asText() + "/replay",
            "{\"since\":\"2026-01-01T00:00:00Z\"}"));
    create(api, OTHER + "endpoints/" + endpoint.path("id").asText() + "/disable", "{}");
    create(api, OTHER + "event-types", "{\"name\":\"other.only\"}");
    foreign.put("event-types", "other.only");
    remember("deny-lists", create(api, OTHER + "deny-lists", "{\"name\":\"d\"}"));
    JsonNode event = create(api, OTHER + "events", "{\"type\":\"a.b\",\"data\":{}}");
    remember("events", event);
    remember("deliveries", api.get(OTHER + "deliveries").body().path("data").path(0));
    remember("api-keys", create(api, OTHER + "api-keys", "{\"name\":\"k\",\"role\":\"viewer\"}"));
    remember(
        "users", create(api, OTHER + "users", "{\"email\":\"x@example.com\",\"role\":\"viewer\"}"));
    remember(
        "alert-channels",
        create(
            api,
            OTHER + "alert-channels",
            "{\"name\":\"c\",\"kind\":\"mail\",\"target\":\"x@example.com\"}"));
    remember("audit-log", api.get(OTHER + "audit-log").body().path("data").path(0));
  }

  private void takeIn(Api api, UnaryOperator<String> door)
      throws IOException, InterruptedException {
    JsonNode source =
        remember(
            "sources",
            create(
                api,
                OTHER + "sources",
                "{\"name\":\"s\",\"provider\":\"gitlab\",\"secret\":\"tok\"}"));
    Canaries.post(door.apply(source.path("ingest_url").asText()), "tok", 200);
    remember("received", api.get(OTHER + "received").body().path("data").path(0));
    foreign.put(
        "pauses",
        create(
                api,
                OTHER + "pauses",
                "{\"scope\":\"source\",\"object_id\":\"%s\",\"reason\":\"r\"}"
                    .formatted(source.path("id").asText()))
            .path("id")
            .asText());
  }

  /** The id of the other tenant's object in that collection. */
  String foreign(String collection, String parameter) {
    String id = foreign.getOrDefault(parameter, foreign.get(collection));
    return id == null ? unknown(collection, parameter) : id;
  }

  /** A well-formed id that nobody has. */
  String unknown(String collection, String parameter) {
    return (parameter.equals("{secret}") ? "sec" : prefixes.getOrDefault(collection, "job"))
        + NOBODY;
  }

  /** A fresh key of {@code own}. */
  String key(Api platform, String role) throws IOException, InterruptedException {
    return create(
            platform,
            "/tenants/own/api-keys",
            "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(role, role))
        .path("value")
        .asText();
  }

  /** Whatever was tried on them, they are as they were. */
  void othersAreUntouched(Api platform) throws IOException, InterruptedException {
    for (String collection : prefixes.keySet()) {
      Answer answer = platform.get(OTHER + collection + "/" + foreign.get(collection));
      assertThat(answer.status()).as(collection).isEqualTo(200);
    }
    assertThat(platform.get(OTHER + "event-types/other.only").status()).isEqualTo(200);
    assertThat(platform.get(OTHER + "pauses").body().at("/data/0/id").asText())
        .isEqualTo(foreign.get("pauses"));
  }

  private JsonNode remember(String collection, JsonNode object) {
    String id = object.path("id").asText();
    assertThat(id).as(collection).contains("_");
    foreign.put(collection, id);
    prefixes.put(collection, id.substring(0, id.lastIndexOf('_')));
    return object;
  }

  private JsonNode create(Api api, String path, String body)
      throws IOException, InterruptedException {
    Answer answer = api.post(path, body);
    assertThat(answer.status()).as("%s %s", path, answer.body()).isBetween(200, 299);
    return answer.body();
  }
}
