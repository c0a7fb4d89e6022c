package dev.postern.ingest.source.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;
import dev.postern.ingest.SourceSettings;

/** The settings as one column of JSON; what an older version did not write has its default. */
final class SettingsColumn {
  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(SourceSettings.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private SettingsColumn() {}

  static String write(SourceSettings settings) {
    try {
      return Json.mapper().writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Settings are always JSON.", e);
    }
  }

  static SourceSettings read(String column) {
    try {
      ObjectNode tree = Json.mapper().valueToTree(SourceSettings.defaults());
      tree.setAll((ObjectNode) Json.mapper().readTree(column));
      return READER.readValue(tree);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("The settings of a source cannot be read.", e);
    }
  }
}
