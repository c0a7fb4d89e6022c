package dev.postern.core.signature.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.signature.conformance.Conformance;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.core.signature.conformance.VectorReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Vectors as somebody else's generator might write them. Bare text hardly ever gets past JSON: what
 * is read here begins as a published vector, and loses, gains and changes members.
 */
class VectorFuzz {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** All that the reader looks for, and one that it does not. */
  private static final List<String> MEMBERS =
      List.of(
          "id",
          "provider",
          "strength",
          "method",
          "url",
          "headers",
          "body_base64",
          "body_gen",
          "secret",
          "secrets",
          "public_key",
          "public_keys",
          "secret_base64",
          "username",
          "password",
          "verify_token",
          "webhook_id",
          "topic_arn",
          "alg",
          "key_id",
          "allowed_origins",
          "required_components",
          "cert_pem",
          "now",
          "expect",
          "reason",
          "reason_also",
          "event_id",
          "event_type",
          "expect_response",
          "other");

  private static final List<String> WORDS =
      List.of("accept", "reject", "must", "sdk", "ok", "POST", "none", "ed25519", "body_gen", "");

  private static final List<ObjectNode> PUBLISHED = published();

  @FuzzTest(maxDuration = "2m")
  void vector_is_judged_or_refused_in_words(FuzzedDataProvider data) {
    ObjectNode vector = data.pickValue(PUBLISHED).deepCopy();
    int count = data.consumeInt(0, 4);
    for (int i = 0; i < count; i++) {
      String name = data.pickValue(MEMBERS);
      if (data.consumeBoolean()) {
        vector.set(name, value(data, 3));
      } else {
        vector.remove(name);
      }
    }
    judge(vector.toString());
    judge(data.consumeRemainingAsString());
  }

  private static void judge(String line) {
    Vector vector;
    try {
      vector = VectorReader.read(line);
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new IllegalStateException("A refusal says nothing.", e);
      }
      return;
    }
    Conformance.Outcome outcome = Conformance.judge(vector);
    if (!outcome.passed() && outcome.deviations().stream().anyMatch(String::isBlank)) {
      throw new IllegalStateException("A deviation says nothing.");
    }
  }

  private static JsonNode value(FuzzedDataProvider data, int depth) {
    return switch (data.consumeInt(0, depth > 0 ? 8 : 6)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(data.consumeBoolean());
      case 2 -> NODES.numberNode(data.consumeLong());
      case 3 -> NODES.numberNode(data.consumeRegularDouble());
      case 4 -> NODES.textNode(data.pickValue(WORDS));
      case 5 -> NODES.textNode(data.consumeAsciiString(40));
      case 6 -> NODES.textNode(data.consumeString(40));
      case 7 -> {
        var array = NODES.arrayNode();
        for (int i = data.consumeInt(0, 3); i > 0; i--) {
          array.add(value(data, depth - 1));
        }
        yield array;
      }
      default -> {
        var object = NODES.objectNode();
        for (int i = data.consumeInt(0, 3); i > 0; i--) {
          object.set(
              data.pickValue(List.of("prefix_base64", "unit_base64", "count", "suffix_base64")),
              value(data, depth - 1));
        }
        yield object;
      }
    };
  }

  /** Small ones: a body of a mebibyte would only slow the others down. */
  private static List<ObjectNode> published() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    VectorFuzz.class.getResourceAsStream("/vectors/visible.jsonl")),
                UTF_8))) {
      return lines.lines().filter(line -> line.length() < 8_000).map(VectorFuzz::parsed).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode parsed(String line) {
    try {
      return (ObjectNode) JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A published vector is JSON.", e);
    }
  }
}
