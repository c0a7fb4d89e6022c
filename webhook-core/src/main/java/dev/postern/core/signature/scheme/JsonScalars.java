package dev.postern.core.signature.scheme;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads single scalars out of a JSON body in one streaming pass, without building a tree. A body
 * that is no JSON, or that passes a limit, has no scalars. Like most parsers of JSON it lets
 * invalid UTF-8 through as replacement characters, and the last of two equal keys wins.
 */
public final class JsonScalars {
  private static final int LONGEST_TEXT = 8 * 1024 * 1024;

  /** For trees, which cost much more than the bytes that they are read from. */
  static final JsonFactory JSON = within(200, 1_000);

  /**
   * What is not asked for is skipped, in a loop and as text: it may nest as deeply, and a number be
   * as long, as most parsers let it. Only along the pointers asked for is there recursion.
   */
  static final JsonFactory SKIMMED = within(100_000, LONGEST_TEXT);

  private static JsonFactory within(int depth, int numberLength) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxStringLength(LONGEST_TEXT)
                .maxNameLength(10_000)
                .maxNumberLength(numberLength)
                .build())
        .build();
  }

  private final JsonParser parser;
  private final Set<String> wanted;
  private final Set<String> places;
  private final Map<String, String> found = new HashMap<>();

  private JsonScalars(JsonParser parser, Set<String> wanted, Set<String> places) {
    this.parser = parser;
    this.wanted = wanted;
    this.places = places;
  }

  /** The text of each wanted scalar that is there and is not null, by its JSON Pointer. */
  public static Map<String, String> read(byte[] body, Set<String> pointers) {
    return read(new String(body, StandardCharsets.UTF_8), pointers);
  }

  public static Map<String, String> read(String text, Set<String> pointers) {
    return read(text, pointers, Set.of());
  }

  /**
   * @param places where it counts that something stands, whatever it is: there with a text of its
   *     own or an empty one. Only where a pointer that is asked for leads past them.
   */
  static Map<String, String> read(String text, Set<String> pointers, Set<String> places) {
    try (JsonParser parser = SKIMMED.createParser(text)) {
      JsonScalars reading = new JsonScalars(parser, pointers, places);
      parser.nextToken();
      reading.value("");
      return parser.nextToken() == null ? Map.copyOf(reading.found) : Map.of();
    } catch (IOException e) {
      return Map.of();
    }
  }

  /** The names of the body's members, in their order; none when it is no JSON object. */
  public static List<String> members(byte[] body) {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = SKIMMED.createParser(new String(body, StandardCharsets.UTF_8))) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
      return names;
    } catch (IOException e) {
      return List.of();
    }
  }

  private void value(String path) throws IOException {
    JsonToken token = parser.currentToken();
    found.keySet().removeIf(earlier -> earlier.startsWith(path + "/"));
    if (places.contains(path)) {
      found.put(path, "");
    }
    if (token == JsonToken.START_OBJECT && leadsOn(path)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName().replace("~", "~0").replace("/", "~1");
        parser.nextToken();
        value(path + "/" + name);
      }
    } else if (token == JsonToken.START_ARRAY && leadsOn(path)) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        value(path + "/" + i);
      }
    } else if (token != null && token.isScalarValue()) {
      if (wanted.contains(path) && token != JsonToken.VALUE_NULL) {
        found.put(path, parser.getText());
      } else if (!places.contains(path)) {
        found.remove(path);
      }
    } else {
      parser.skipChildren();
    }
  }

  private boolean leadsOn(String path) {
    return wanted.stream().anyMatch(pointer -> pointer.startsWith(path + "/"));
  }
}
