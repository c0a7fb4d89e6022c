package dev.postern.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tenant with endpoints at one receiver, each with a type of events of its own. */
final class Outgoing {
  private static final String TENANT = "/api/v1/tenants/bench";
  private static final int BATCH = 1_000;

  private Outgoing() {}

  static void setUp(Node node, Sink sink, int endpoints) throws IOException, InterruptedException {
    node.post("/api/v1/tenants", Map.of("slug", "bench", "name", "Bench"));
    for (int i = 0; i < endpoints; i++) {
      JsonNode endpoint = node.post(TENANT + "/endpoints", Map.of("url", sink.url() + "/" + i));
      node.post(
          TENANT + "/subscriptions",
          Map.of(
              "endpoint_id", endpoint.path("id").asText(), "event_types", List.of("load.e" + i)));
    }
  }

  static void publish(Node node, int endpoints, int events)
      throws IOException, InterruptedException {
    for (int from = 0; from < events; from += BATCH) {
      List<Map<String, Object>> batch = new ArrayList<>();
      for (int i = from; i < Math.min(events, from + BATCH); i++) {
        batch.add(event(i % endpoints, i));
      }
      node.post(TENANT + "/events/batch", Map.of("events", batch));
    }
  }

  static void publishOne(Node node, int number) throws IOException, InterruptedException {
    node.post(TENANT + "/events", event(0, number));
  }

  private static Map<String, Object> event(int endpoint, int number) {
    return Map.of(
        "type", "load.e" + endpoint, "data", Map.of("number", number, "text", "x".repeat(900)));
  }
}
