package dev.postern.core.signature.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.core.signature.ProviderAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Compares a demanded answer with the one given. Where a scheme gives none, the receiving server's
 * own answer goes out, and of a demand only the body can be missed here.
 */
final class ExpectedResponse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExpectedResponse() {}

  static void compare(JsonNode expected, Optional<ProviderAnswer> answer, List<String> found) {
    if (expected.isMissingNode()) {
      return;
    }
    if (answer.isEmpty()) {
      if (expected.has("body") || expected.has("body_contains") || expected.has("json")) {
        found.add("expected the answer " + expected + ", got none");
      }
      return;
    }
    ProviderAnswer got = answer.get();
    String body = new String(got.body(), StandardCharsets.UTF_8);
    JsonNode header = expected.path("header");
    boolean same =
        expected.path("status").asInt(got.status()) == got.status()
            && expected.path("body").asText(body).equals(body)
            && body.contains(expected.path("body_contains").asText(""))
            && (!expected.has("json") || expected.get("json").equals(json(body)))
            && (header.isMissingNode() || hasHeader(got, header));
    for (JsonNode name : expected.path("headers_present")) {
      same &= got.headers().first(name.asText()).isPresent();
    }
    for (JsonNode name : expected.path("headers_absent")) {
      same &= got.headers().first(name.asText()).isEmpty();
    }
    if (!same) {
      found.add("expected the answer " + expected + ", got " + got.status() + " " + body);
    }
  }

  private static boolean hasHeader(ProviderAnswer got, JsonNode header) {
    String name = header.path(0).asText();
    Optional<String> value =
        name.equalsIgnoreCase("Content-Type")
            ? Optional.ofNullable(got.contentType())
            : got.headers().first(name);
    return value.isPresent() && value.get().startsWith(header.path(1).asText());
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
