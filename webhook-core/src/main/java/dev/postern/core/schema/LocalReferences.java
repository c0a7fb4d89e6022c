package dev.postern.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.schema.JsonSchema.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** References that would leave the schema, found before anything could follow them. Pure. */
final class LocalReferences {
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private LocalReferences() {}

  static List<Finding> check(JsonNode schema) {
    List<Finding> findings = new ArrayList<>();
    walk(schema, "", findings);
    return findings;
  }

  private static void walk(JsonNode node, String at, List<Finding> findings) {
    node.properties()
        .forEach(field -> {
          String pointer = at + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
          String text = field.getValue().isTextual() ? field.getValue().textValue() : "#";
          if (REFERENCES.contains(field.getKey()) && !text.startsWith("#")) {
            findings.add(
                new Finding(pointer, "A reference stays inside the schema: it starts with #."));
          }
          if (field.getKey().equals("$schema")
              && field.getValue().isTextual()
              && !stripped(text).equals(DIALECT)) {
            findings.add(new Finding(pointer, "The dialect is JSON Schema 2020-12."));
          }
          walk(field.getValue(), pointer, findings);
        });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      walk(node.get(i), at + "/" + i, findings);
    }
  }

  private static String stripped(String dialect) {
    return dialect.endsWith("#") ? dialect.substring(0, dialect.length() - 1) : dialect;
  }
}
