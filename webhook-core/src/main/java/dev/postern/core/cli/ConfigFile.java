package dev.postern.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a tenant's configuration: YAML, or JSON, which is YAML too. */
final class ConfigFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private ConfigFile() {}

  static String write(ObjectNode tree) throws IOException {
    return YAML.writeValueAsString(tree);
  }

  /** By way of JSON, so that its numbers compare with those of the API. */
  static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(YAML.readTree(Files.readString(file)).toString());
  }
}
