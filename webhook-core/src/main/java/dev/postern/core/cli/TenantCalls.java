package dev.postern.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.cli.config.Part;
import dev.postern.core.cli.config.Snapshot;
import dev.postern.core.cli.config.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and changes one tenant by the API. */
final class TenantCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeCall node;
  private final String base;

  TenantCalls(NodeCall node, String tenant) {
    this.node = node;
    this.base = "/tenants/" + tenant + "/";
  }

  Snapshot snapshot() throws IOException, InterruptedException {
    Map<Part, List<JsonNode>> objects = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      objects.put(part, all(part.path()));
    }
    return new Snapshot(body(node.get(base + "settings")), objects, all("subscriptions"));
  }

  void take(Step step) throws IOException, InterruptedException {
    JsonNode answer =
        switch (step.verb()) {
          case CREATE, CALL -> call("POST", step.path(), step.body());
          case CHANGE -> call("PATCH", step.path(), step.body());
          case DELETE -> call("DELETE", step.path(), null);
        };
    if (step.disabled()) {
      call(
          "POST",
          step.path() + "/" + answer.path("id").asText() + "/disable",
          JSON.createObjectNode());
    }
    for (ObjectNode each : step.then()) {
      ObjectNode subscription = each.deepCopy();
      subscription.set("endpoint_id", answer.path("id"));
      call("POST", "subscriptions", subscription);
    }
  }

  private JsonNode call(String method, String path, @Nullable JsonNode body)
      throws IOException, InterruptedException {
    return body(node.call(method, base + path, body == null ? null : body.toString()));
  }

  private List<JsonNode> all(String collection) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = body(node.get(base + collection + "?limit=250" + cursor));
      page.path("data").forEach(all::add);
      JsonNode next = page.path("next_cursor");
      cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  private static JsonNode body(NodeCall.Answer answer) throws IOException {
    JsonNode body = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    if (answer.status() >= 300) {
      throw new IllegalArgumentException(
          body.path("errors").path(0).path("pointer").asText()
              + " "
              + body.path("detail").asText("the node answered " + answer.status()));
    }
    return body;
  }
}
