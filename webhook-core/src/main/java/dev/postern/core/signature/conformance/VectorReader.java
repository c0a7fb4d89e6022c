package dev.postern.core.signature.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads vectors, one JSON object a line. */
public final class VectorReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private VectorReader() {}

  /**
   * @throws IllegalArgumentException when the line is no vector
   */
  public static Vector read(String line) {
    try {
      return vector(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a line of JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Vector vector(JsonNode node) {
    return new Vector(
        text(node, "id"),
        text(node, "provider"),
        Vector.Strength.valueOf(text(node, "strength").toUpperCase(Locale.ROOT)),
        new SignedRequest(text(node, "method"), text(node, "url"), headers(node), body(node)),
        secrets(node),
        VectorSettings.of(node),
        Instant.ofEpochMilli(Math.round(node.path("now").asDouble() * 1000)),
        text(node, "expect").equals("accept"),
        reasons(node),
        optional(node, "event_id"),
        optional(node, "event_type"),
        node.path("expect_response"));
  }

  private static HeaderFields headers(JsonNode node) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    node.path("headers")
        .forEach(pair -> fields.add(Map.entry(pair.path(0).asText(), pair.path(1).asText())));
    return HeaderFields.of(fields);
  }

  private static byte[] body(JsonNode node) {
    JsonNode generated = node.path("body_gen");
    if (generated.isMissingNode()) {
      return bytes(node, "body_base64");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(bytes(generated, "prefix_base64"));
    byte[] unit = bytes(generated, "unit_base64");
    if ((long) unit.length * generated.path("count").asInt() > LARGEST_BODY) {
      throw new IllegalArgumentException("The vector's body is larger than 64 MiB.");
    }
    for (int i = 0; i < generated.path("count").asInt(); i++) {
      body.writeBytes(unit);
    }
    body.writeBytes(bytes(generated, "suffix_base64"));
    return body.toByteArray();
  }

  private static List<String> secrets(JsonNode node) {
    for (String list : List.of("secrets", "public_keys")) {
      if (node.path(list).isArray()) {
        List<String> texts = new ArrayList<>();
        node.path(list).forEach(text -> texts.add(text.asText()));
        return texts;
      }
    }
    for (String single : List.of("secret", "public_key", "secret_base64")) {
      if (node.hasNonNull(single)) {
        return List.of(text(node, single));
      }
    }
    return node.hasNonNull("username")
        ? List.of(text(node, "username") + ":" + text(node, "password"))
        : List.of();
  }

  private static Set<String> reasons(JsonNode node) {
    Set<String> reasons = new LinkedHashSet<>(List.of(word(text(node, "reason"))));
    node.path("reason_also").forEach(also -> reasons.add(word(also.asText())));
    return reasons;
  }

  /** Vectors have two words of their own for what is called otherwise here. */
  private static String word(String reason) {
    return switch (reason) {
      case "malformed_body" -> "malformed_payload";
      case "missing_secret" -> "no_secret";
      default -> reason;
    };
  }

  private static byte[] bytes(JsonNode node, String name) {
    return Base64.getDecoder().decode(node.path(name).asText(""));
  }

  private static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual()) {
      throw new IllegalArgumentException("The vector has no text called " + name + ".");
    }
    return node.path(name).asText();
  }

  private static @Nullable String optional(JsonNode node, String name) {
    return node.hasNonNull(name) ? node.path(name).asText() : null;
  }
}
