package dev.postern.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Settings as people write them. */
public final class AsJson {
  private AsJson() {}

  /** The settings with the fields of that JSON object in place of their own. */
  public static SourceSettings with(SourceSettings settings, String fields) {
    try {
      ObjectNode tree = Json.mapper().valueToTree(settings);
      tree.setAll((ObjectNode) Json.mapper().readTree(fields));
      return Json.mapper().treeToValue(tree, SourceSettings.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
