package dev.postern.bench.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.bench.run.Node;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A large tenant and four smaller ones; fifty endpoints with a subscription each, and sources. */
final class Tenancy {
  static final String LARGE = "acme";
  private static final List<String> SMALLER = List.of("birch", "cedar", "dune", "ember");
  private static final int OF_THE_LARGE = 30;
  private static final int OF_EACH_SMALLER = 5;

  private Tenancy() {}

  static void found(Node node) throws IOException, InterruptedException {
    tenant(node, LARGE, OF_THE_LARGE);
    for (String slug : SMALLER) {
      tenant(node, slug, OF_EACH_SMALLER);
    }
  }

  private static void tenant(Node node, String slug, int endpoints)
      throws IOException, InterruptedException {
    node.post("/api/v1/tenants", Map.of("slug", slug, "name", "Tenant " + slug));
    String rooms = "/api/v1/tenants/" + slug;
    for (int i = 0; i < endpoints; i++) {
      JsonNode endpoint =
          node.post(
              rooms + "/endpoints",
              Map.of(
                  "url", "http://127.0.0.1:9/receiver-%02d".formatted(i),
                  "description", "Receiver %02d".formatted(i)));
      node.post(
          rooms + "/subscriptions",
          Map.of("endpoint_id", endpoint.path("id").asText(), "event_types", List.of("*")));
    }
    node.post(
        rooms + "/sources",
        Map.of("name", "GitLab", "provider", "gitlab", "secret", "a-shared-token"));
  }
}
