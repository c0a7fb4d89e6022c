package dev.postern.outbound.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * One JSON value as compact text, numbers digit for digit as they were sent: a tree would turn
 * {@code 1.10} into {@code 1.1} and round what no double holds. Only made from JSON that parsed.
 */
@JsonDeserialize(using = JsonTextReader.class)
public final class JsonText {
  private final String text;

  JsonText(String text) {
    this.text = text;
  }

  public static JsonText of(JsonNode tree) {
    return new JsonText(tree.toString());
  }

  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "JsonText[" + text.length() + " characters]";
  }
}
