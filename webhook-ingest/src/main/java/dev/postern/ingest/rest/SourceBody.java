package dev.postern.ingest.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.rest.MergePatch;
import dev.postern.core.secret.SecretText;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that make or change a source: what is absent stays as it is, or has its default; null is
 * the default again, and lifts a rate limit.
 */
final class SourceBody {
  private static final Set<String> LIFTED = Set.of("rate_limit", "rate_limit_total");
  private static final List<String> HEAD = List.of("name", "provider", "enabled");

  private SourceBody() {}

  static SourceEdit create(JsonNode body) {
    ObjectNode own = object(body).deepCopy();
    own.remove("secret");
    JsonBodies.requireKnown(own, Head.class, SourceSettings.class);
    ObjectNode start = Json.mapper().valueToTree(SourceSettings.defaults());
    start.put("enabled", true);
    return edit(whole(own, MergePatch.apply(start, own)));
  }

  /** Present: that text. Null: none. Absent: one is generated. */
  static FirstSecret secret(JsonNode body) {
    JsonNode secret = body.get("secret");
    if (secret == null) {
      return new FirstSecret.Generated();
    }
    if (secret.isNull()) {
      return new FirstSecret.Absent();
    }
    if (!secret.isTextual()) {
      throw ProblemException.unprocessable("invalid_secret", "/secret", "A secret is text.");
    }
    return new FirstSecret.Given(SecretText.of(secret.textValue()));
  }

  /** JSON Merge Patch over what the source is now; RFC 7396. */
  static SourceEdit patch(SourceEdit source, JsonNode patch) {
    if (object(patch).has("secret")) {
      String detail = "A secret is changed by rotating it.";
      throw new ProblemException(
          Problem.of(400, "unknown_field", detail, List.of(new FieldError("/secret", detail))));
    }
    JsonBodies.requireKnown(patch, Head.class, SourceSettings.class);
    ObjectNode now = Json.mapper().valueToTree(source.settings());
    now.put("name", source.name());
    now.put("provider", source.provider());
    now.put("enabled", source.enabled());
    return edit(whole(patch, MergePatch.apply(now, patch)));
  }

  // A null inside a schema is a value of the schema: such a field is replaced, never merged.
  private static JsonNode whole(JsonNode patch, JsonNode merged) {
    JsonNode schema = patch.path("json_schema");
    return schema.isObject() ? ((ObjectNode) merged).set("json_schema", schema) : merged;
  }

  private static SourceEdit edit(JsonNode merged) {
    ObjectNode settings = defaulted(merged);
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    for (String field : HEAD) {
      JsonNode value = settings.remove(field);
      if (value != null) {
        head.set(field, value);
      }
    }
    Head parsed = JsonBodies.convert(head, Head.class);
    return new SourceEdit(
        required("name", parsed.name()).strip(),
        required("provider", parsed.provider()),
        parsed.enabled(),
        JsonBodies.convert(settings, SourceSettings.class));
  }

  private static String required(String name, @Nullable String value) {
    if (value == null) {
      throw ProblemException.unprocessable(
          "missing_field", "/" + name, "'" + name + "' is required.");
    }
    return value;
  }

  private static ObjectNode object(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw ProblemException.unprocessable("invalid_value", "", "The body is an object.");
    }
    return object;
  }

  /**
   * What the patch removes has its default again, but for what may be absent for good: null lifts a
   * limit.
   */
  private static ObjectNode defaulted(JsonNode merged) {
    ObjectNode settings = (ObjectNode) merged;
    ObjectNode defaults = Json.mapper().valueToTree(SourceSettings.defaults());
    defaults.put("enabled", true);
    defaults
        .properties()
        .forEach(field -> {
          if (!LIFTED.contains(field.getKey()) && !settings.has(field.getKey())) {
            settings.set(field.getKey(), field.getValue());
          }
        });
    return settings;
  }

  private record Head(@Nullable String name, @Nullable String provider, boolean enabled) {}
}
