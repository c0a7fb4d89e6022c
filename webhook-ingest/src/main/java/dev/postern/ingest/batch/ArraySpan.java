package dev.postern.ingest.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.postern.ingest.pipeline.InboundJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an array stands in the bytes of a JSON text.
 *
 * @param open the offset after its bracket
 * @param close the offset of its closing bracket
 * @param elements the offsets of each element, first byte and one past the last
 */
record ArraySpan(int open, int close, List<Range> elements) {
  /** Half open. */
  record Range(int from, int to) {}

  /** Empty when there is no array at that place, or the bytes are not UTF-8 JSON. */
  static Optional<ArraySpan> find(byte[] json, String pointer) {
    if (json.length == 0 || json[0] == (byte) 0xEF) {
      // Behind a byte order mark the parser's offsets are not those of the array.
      return Optional.empty();
    }
    try (JsonParser parser = InboundJson.parser(json)) {
      parser.nextToken();
      for (String name : names(pointer)) {
        if (!enter(parser, name)) {
          return Optional.empty();
        }
      }
      return parser.currentToken() == JsonToken.START_ARRAY ? span(parser) : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static List<String> names(String pointer) {
    return pointer.isEmpty() ? List.of() : List.of(pointer.substring(1).split("/"));
  }

  private static boolean enter(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private static Optional<ArraySpan> span(JsonParser parser) throws IOException {
    int open = start(parser) + 1;
    List<Range> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int from = start(parser);
      parser.skipChildren();
      // Scalars are read lazily: their end is known once they are.
      parser.finishToken();
      elements.add(new Range(from, (int) parser.currentLocation().getByteOffset()));
    }
    return open <= 0 ? Optional.empty() : Optional.of(new ArraySpan(open, start(parser), elements));
  }

  /** Negative when the parser reads characters: then the text is not UTF-8. */
  private static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }
}
