package dev.postern.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.schema.JsonSchema.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {
  private static final String INVOICE =
      """
      {"type":"object","required":["id"],"properties":{"id":{"type":"string"},
       "lines":{"type":"array","items":{"$ref":"#/$defs/line"}}},
       "$defs":{"line":{"type":"object","properties":{"amount":{"type":"integer","minimum":0}}}}}
      """;

  @Test
  void says_where_a_value_does_not_fit() throws Exception {
    JsonSchema schema = JsonSchema.of(json(INVOICE));

    assertThat(schema.mismatches(json("{\"id\":\"a\",\"lines\":[{\"amount\":3}]}"))).isEmpty();
    assertThat(schema.mismatches(json("{\"id\":\"a\",\"lines\":[{\"amount\":-1}]}")))
        .extracting(Finding::pointer)
        .containsExactly("/lines/0/amount");
    assertThat(schema.mismatches(json("{}")))
        .singleElement()
        .satisfies(missing -> assertThat(missing.detail()).contains("'id'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"$ref\":\"https://example.com/s.json\"}                           | /$ref",
        "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}          | /properties/a/$ref",
        "{\"anyOf\":[{\"$dynamicRef\":\"other.json\"}]}                      |"
            + " /anyOf/0/$dynamicRef",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}           | /$schema",
        "{\"type\":\"text\"}                                                 | /type",
        "{\"required\":\"id\"}                                               | /required"
      })
  void names_what_is_wrong_with_a_schema(String schema, String pointer) throws Exception {
    assertThat(JsonSchema.check(json(schema))).extracting(Finding::pointer).contains(pointer);
    assertThatThrownBy(() -> JsonSchema.of(json(schema)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(pointer);
  }

  @Test
  void refuses_what_is_no_object_and_what_leads_nowhere() throws Exception {
    assertThat(JsonSchema.check(json("[]")))
        .containsExactly(new Finding("", "A schema is an object."));
    assertThatThrownBy(() -> JsonSchema.of(json("{\"$ref\":\"#/$defs/nothing\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
  }

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }
}
