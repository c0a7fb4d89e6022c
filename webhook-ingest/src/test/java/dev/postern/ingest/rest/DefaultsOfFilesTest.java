package dev.postern.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.cli.config.Defaults;
import dev.postern.core.cli.config.Part;
import dev.postern.core.json.Json;
import dev.postern.ingest.SourceSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code apply --prune} brings back is what the API gives to what is new. */
class DefaultsOfFilesTest {
  @Test
  void of_sources() {
    ObjectNode made = Json.mapper().valueToTree(SourceSettings.defaults());
    made.remove(List.of("mode"));
    made.properties()
        .removeIf(field ->
            field.getValue().isNull()
                || field.getValue().isContainerNode() && field.getValue().isEmpty());

    assertThat(made).isEqualTo(Defaults.of(Part.SOURCES));
  }
}
