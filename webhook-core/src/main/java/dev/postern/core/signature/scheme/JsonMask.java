package dev.postern.core.signature.scheme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Blanks the texts of one name in a JSON body, wherever they stand; every other byte stays. */
public final class JsonMask {
  private static final byte[] BLANK = "\"[redacted]\"".getBytes(StandardCharsets.US_ASCII);

  private JsonMask() {}

  /** What is no JSON is blanked as far as it is. */
  public static byte[] blanked(byte[] json, String name) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(json.length + BLANK.length);
    int from = 0;
    // A character for each byte: what tells texts and names apart in JSON is all ASCII.
    String text = new String(json, StandardCharsets.ISO_8859_1);
    try (JsonParser parser = JsonScalars.SKIMMED.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && name.equals(parser.currentName())) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          // Texts are read lazily: their end is known once they are.
          parser.finishToken();
          kept.write(json, from, start - from);
          kept.writeBytes(BLANK);
          from = (int) parser.currentLocation().getCharOffset();
        }
      }
    } catch (IOException notJson) {
      // What follows is no part of a document that could name anything.
    }
    kept.write(json, from, json.length - from);
    return kept.toByteArray();
  }
}
