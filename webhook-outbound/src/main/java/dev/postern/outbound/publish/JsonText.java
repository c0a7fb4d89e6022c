package dev.postern.outbound.publish;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.postern.outbound.CleanText;
import java.util.HexFormat;

/**
 * One JSON value as compact text, numbers digit for digit as they were sent: a tree would turn
 * {@code 1.10} into {@code 1.1} and round what no double holds. Only made from JSON that parsed.
 */
@JsonDeserialize(using = JsonTextReader.class)
public final class JsonText {
  private final String text;

  private JsonText(String text) {
    this.text = text;
  }

  /** Of text that is known to be one JSON value. */
  public static JsonText trusted(String json) {
    return new JsonText(CleanText.paired(json) ? json : escapeHalves(json));
  }

  public static JsonText of(JsonNode tree) {
    return trusted(tree.toString());
  }

  @JsonValue
  @JsonRawValue
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "JsonText[" + text.length() + " characters]";
  }

  /** Half a surrogate pair can be said in JSON by its escape, but is no UTF-8: keep the escape. */
  private static String escapeHalves(String json) {
    StringBuilder out = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(c -> {
          if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            out.append("\\u").append(HexFormat.of().toHexDigits((char) c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }
}
