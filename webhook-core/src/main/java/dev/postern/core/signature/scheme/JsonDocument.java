package dev.postern.core.signature.scheme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON body as a tree, for the schemes whose signature stands in the body and which therefore
 * have to read it before they can believe it. A body that is no JSON is an empty document, and so
 * is one in which a name occurs twice or something follows: whoever reads it later might take the
 * other value.
 */
public final class JsonDocument {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonScalars.JSON
                  .rebuild()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode node;

  private JsonDocument(JsonNode node) {
    this.node = node;
  }

  public static JsonDocument parse(byte[] body) {
    return parse(new String(body, StandardCharsets.UTF_8));
  }

  public static JsonDocument parse(String text) {
    try {
      return new JsonDocument(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return new JsonDocument(MAPPER.missingNode());
    }
  }

  public boolean isObject() {
    return node.isObject();
  }

  public boolean isArray() {
    return node.isArray();
  }

  public boolean isMissing() {
    return node.isMissingNode();
  }

  public JsonDocument at(String pointer) {
    return new JsonDocument(node.at(pointer));
  }

  /** The text of a scalar there, numbers and booleans included. */
  public Optional<String> text(String pointer) {
    JsonNode there = node.at(pointer);
    return there.isValueNode() && !there.isNull() ? Optional.of(there.asText()) : Optional.empty();
  }

  public List<JsonDocument> elements() {
    List<JsonDocument> elements = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> elements.add(new JsonDocument(element)));
    }
    return elements;
  }

  /**
   * The document with a text at that pointer; its parent must be there.
   *
   * @throws IllegalArgumentException when the parent is no object
   */
  public JsonDocument with(String pointer, String text) {
    JsonNode copy = node.deepCopy();
    int cut = pointer.lastIndexOf('/');
    if (!(copy.at(pointer.substring(0, cut)) instanceof ObjectNode parent)) {
      throw new IllegalArgumentException("The body has no object to hold " + pointer + ".");
    }
    parent.put(pointer.substring(cut + 1), text);
    return new JsonDocument(copy);
  }

  /** The document, an object, with an empty object under {@code name} unless there is one. */
  public JsonDocument withObject(String name) {
    if (!(node.deepCopy() instanceof ObjectNode copy)) {
      throw new IllegalArgumentException("The body is no JSON object.");
    }
    if (!copy.path(name).isObject()) {
      copy.putObject(name);
    }
    return new JsonDocument(copy);
  }

  public byte[] bytes() {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
