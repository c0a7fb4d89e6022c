package dev.postern.outbound.eventtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.schema.JsonSchema;
import dev.postern.outbound.Findings;
import dev.postern.outbound.subscription.EventTypePattern;
import org.jspecify.annotations.Nullable;

/** What may be stored as an event type. Pure. */
final class EventTypeCheck {
  static final int MAX_JSON = 64 * 1024;

  private EventTypeCheck() {}

  /** 422 {@code invalid_event_type}. */
  static void name(String name) {
    if (!EventTypePattern.isType(name)) {
      new Findings()
          .add(
              "invalid_event_type",
              "/name",
              "An event type is words of letters, digits and _ with dots between them.")
          .raise();
    }
  }

  /** 422 {@code invalid_schema}, {@code example_mismatch} or {@code invalid_value}. */
  static void contents(Contents contents) {
    Findings findings = new Findings();
    findings.text(contents.description(), 0, 1000, "/description");
    JsonNode schema = contents.schema();
    JsonNode example = contents.example();
    size(schema, "/schema", findings);
    size(example, "/example", findings);
    if (schema != null && findings.problem().isEmpty()) {
      JsonSchema.check(schema)
          .forEach(
              wrong -> findings.add("invalid_schema", "/schema" + wrong.pointer(), wrong.detail()));
      if (findings.problem().isEmpty()) {
        fits(schema, example, findings);
      }
    }
    findings.raise();
  }

  private static void fits(JsonNode schema, @Nullable JsonNode example, Findings findings) {
    try {
      JsonSchema judge = JsonSchema.of(schema);
      if (example != null) {
        judge
            .mismatches(example)
            .forEach(wrong ->
                findings.add("example_mismatch", "/example" + wrong.pointer(), wrong.detail()));
      }
    } catch (IllegalArgumentException unusable) {
      findings.add("invalid_schema", "/schema", String.valueOf(unusable.getMessage()));
    }
  }

  private static void size(@Nullable JsonNode json, String pointer, Findings findings) {
    findings.check(
        json == null || json.toString().length() <= MAX_JSON,
        pointer,
        "At most " + MAX_JSON + " characters.");
  }
}
