package dev.postern.core.signature.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.core.signature.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads vectors, one JSON object a line. */
public final class VectorReader {
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
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
    boolean accept = word(node, "expect", "accept", "reject").equals("accept");
    return new Vector(
        text(node, "id"),
        text(node, "provider"),
        Vector.Strength.valueOf(
            word(node, "strength", "must", "policy", "sdk").toUpperCase(Locale.ROOT)),
        kind(node),
        new SignedRequest(
            text(node, "method"),
            text(node, "url"),
            VectorHeaders.of(node.path("headers")),
            body(node)),
        secrets(node),
        VectorSettings.of(node),
        Instant.ofEpochMilli(Math.round(number(node, "now") * 1000)),
        accept,
        accept ? Set.of() : reasons(node),
        optional(node, "event_id"),
        optional(node, "event_type"),
        node.path("expect_response"));
  }

  private static Vector.@Nullable Kind kind(JsonNode node) {
    return switch (node.path("kind").asText()) {
      case "event" -> Vector.Kind.EVENT;
      case "handshake" -> Vector.Kind.HANDSHAKE;
      default -> null;
    };
  }

  private static byte[] body(JsonNode node) {
    JsonNode generated = node.path("body_gen");
    if (generated.isMissingNode()) {
      return bytes(node, "body_base64");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(bytes(generated, "prefix_base64"));
    byte[] unit = bytes(generated, "unit_base64");
    JsonNode times = generated.path("count");
    if (!times.canConvertToExactIntegral() || times.asDouble() < 0) {
      throw new IllegalArgumentException("The vector's count is no whole number from 0.");
    }
    // Of nothing, no number of times makes a body: only the loop would be long.
    double count = unit.length == 0 ? 0 : times.asDouble();
    if (unit.length * count > LARGEST_BODY) {
      throw new IllegalArgumentException("The vector's body is larger than 64 MiB.");
    }
    for (int i = 0; i < count; i++) {
      body.writeBytes(unit);
    }
    body.writeBytes(bytes(generated, "suffix_base64"));
    return body.toByteArray();
  }

  private static List<String> secrets(JsonNode node) {
    for (String list : List.of("secrets", "public_keys")) {
      if (node.hasNonNull(list)) {
        return texts(node, list);
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
    Set<String> reasons = new LinkedHashSet<>(List.of(ours(text(node, "reason"))));
    if (node.hasNonNull("reason_also")) {
      texts(node, "reason_also").forEach(also -> reasons.add(ours(also)));
    }
    return reasons;
  }

  /** Vectors have two words of their own for what is called otherwise here. */
  private static String ours(String reason) {
    return switch (reason) {
      case "malformed_body" -> "malformed_payload";
      case "missing_secret" -> "no_secret";
      default -> reason;
    };
  }

  private static byte[] bytes(JsonNode node, String name) {
    String base64 = node.hasNonNull(name) ? text(node, name) : "";
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The vector's " + name + " is no base64.", e);
    }
  }

  static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual()) {
      throw new IllegalArgumentException("The vector has no text called " + name + ".");
    }
    return node.path(name).asText();
  }

  /** Of a few words one, so that a slip of the pen never passes for another of them. */
  private static String word(JsonNode node, String name, String... words) {
    String text = text(node, name);
    if (!List.of(words).contains(text)) {
      throw new IllegalArgumentException(
          "The vector's "
              + name
              + " is one of "
              + String.join(", ", words)
              + ", not "
              + text
              + ".");
    }
    return text;
  }

  private static double number(JsonNode node, String name) {
    if (!node.path(name).isNumber()) {
      throw new IllegalArgumentException("The vector has no number called " + name + ".");
    }
    return node.path(name).asDouble();
  }

  static List<String> texts(JsonNode node, String name) {
    List<JsonNode> items = new ArrayList<>();
    node.path(name).forEach(items::add);
    if (!node.path(name).isArray() || !items.stream().allMatch(JsonNode::isTextual)) {
      throw new IllegalArgumentException("The vector's " + name + " is no array of texts.");
    }
    return items.stream().map(JsonNode::asText).toList();
  }

  private static @Nullable String optional(JsonNode node, String name) {
    if (node.path(name).isContainerNode()) {
      throw new IllegalArgumentException("The vector's " + name + " is no single value.");
    }
    return node.hasNonNull(name) ? node.path(name).asText() : null;
  }
}
