package dev.postern.core.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.postern.core.json.Json;
import dev.postern.core.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Whether a text is exactly one JSON value: asked before any field is judged, so that a body is
 * either no JSON or a wrong value, and never both by chance of the order.
 */
final class JsonSyntax {
  private JsonSyntax() {}

  /** 400 {@code malformed_json}, or the parser's own exception. */
  static void require(String text) throws IOException {
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    int values = 0;
    try (JsonParser in = Json.mapper().createParser(text)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (in.getParsingContext().inRoot() && !token.isStructStart()) {
          values++;
        }
        // An escaped half of a character has no UTF-8: it could neither be stored nor sent on.
        if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)
            && !utf8.canEncode(in.getText())) {
          throw malformed("A \\u escape of the body is half a character.");
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT && !isNumber(in)) {
          throw malformed("A number of the body has an exponent that is too large.");
        }
      }
    }
    if (values != 1) {
      throw malformed(values == 0 ? "The body is empty." : "The body is more than one value.");
    }
  }

  /** Kept as it was written, it would fail only in whoever reckons with it: a filter, a schema. */
  private static boolean isNumber(JsonParser in) throws IOException {
    try {
      return in.getDecimalValue() != null;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.badRequest("malformed_json", detail);
  }
}
