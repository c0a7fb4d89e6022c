package dev.postern.outbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.cli.config.Defaults;
import dev.postern.core.cli.config.Part;
import dev.postern.core.json.Json;
import dev.postern.core.rest.JsonBodies;
import org.junit.jupiter.api.Test;

/** What {@code apply --prune} brings back is what the API gives to what is new. */
class DefaultsOfFilesTest {
  @Test
  void of_endpoints() {
    ObjectNode least = Json.mapper().createObjectNode().put("url", "https://receiver.example/");
    ObjectNode made =
        Json.mapper()
            .valueToTree(EndpointBody.of(JsonBodies.convert(least, EndpointBody.class).settings()));
    made.remove("url");
    made.properties()
        .removeIf(field ->
            field.getValue().isNull()
                || field.getValue().isContainerNode() && field.getValue().isEmpty());

    assertThat(made.toString()).isEqualTo(Defaults.of(Part.ENDPOINTS).toString());
  }
}
