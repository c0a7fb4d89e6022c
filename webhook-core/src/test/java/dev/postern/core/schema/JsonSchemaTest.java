package dev.postern.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.schema.JsonSchema.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void an_evil_pattern_costs_no_more_than_its_text() throws Exception {
    JsonSchema schema =
        JsonSchema.of(
            json(
                """
                {"properties":{"a":{"type":"string","pattern":"^(a+)+$"},
                 "b":{"pattern":"^(.*)*x(.*)*y(.*)*z$"}},
                 "patternProperties":{"^(x+x+)+y":{"type":"null"}}}
                """));
    JsonNode evil =
        Json.mapper()
            .createObjectNode()
            .put("a", "a".repeat(5_000) + "!")
            .put("b", "xy".repeat(5_000))
            .put("x".repeat(5_000), 1);

    List<Finding> findings =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> schema.mismatches(evil));

    assertThat(findings).extracting(Finding::pointer).containsExactlyInAnyOrder("/a", "/b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?=a)b",
        "(a)\\\\1",
        "a{1001}",
        "((((a{900}){900}){900}){900})",
        "(){100}{100}{100}",
        "[",
        "(?<!a)b"
      })
  void a_pattern_that_could_cost_too_much_is_refused(String pattern) throws Exception {
    JsonNode schema = json("{\"pattern\":\"" + pattern + "\"}");

    assertThatThrownBy(() -> JsonSchema.of(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pattern");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^[0-9a-f]{8}-[0-9a-f]{4}$ 0123abcd-0123 0123abcd-01234",
        "^\\\\u0041\\\\/\\\\d+$ A/7 B/7",
        "^.{1,1000}$ x ''",
        "b abc ac",
        "^(?:EUR|USD)$ EUR EURO",
      })
  void an_ordinary_pattern_means_what_it_says(String pattern, String fits, String not)
      throws Exception {
    JsonSchema schema = JsonSchema.of(json("{\"pattern\":\"" + pattern + "\"}"));

    assertThat(schema.mismatches(json("\"" + fits + "\""))).isEmpty();
    assertThat(schema.mismatches(json("\"" + not + "\""))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\":\"#\"}",
        "{\"allOf\":[{\"$ref\":\"#/$defs/a\"}],\"$defs\":{\"a\":{\"$ref\":\"#\"}}}"
      })
  void a_schema_without_end_fits_nothing_and_breaks_nothing(String text) throws Exception {
    assertThat(outcome(json(text))).contains("without end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allOf", "anyOf", "oneOf"})
  void a_schema_that_doubles_its_work_with_every_level_is_refused_when_it_is_made(String branch)
      throws Exception {
    StringBuilder definitions = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
      definitions.append("\"d%d\":{\"%s\":[%s,%s]},".formatted(i, branch, next, next));
    }
    JsonNode bomb = json("{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + definitions + "\"d40\":false}}");

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(() -> JsonSchema.of(bomb))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too many combinations"));
  }

  @Test
  void a_value_that_makes_a_schema_double_its_work_fits_nothing_and_is_soon_given_up()
      throws Exception {
    JsonSchema schema =
        JsonSchema.of(
            json("{\"properties\":{\"a\":{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}}}"));
    JsonNode deep = json("{\"a\":".repeat(60) + "1" + "}".repeat(60));
    JsonNode shallow = json("{\"a\":".repeat(6) + "1" + "}".repeat(6));

    List<Finding> findings =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> schema.mismatches(deep));

    assertThat(findings).extracting(Finding::detail).first().asString().contains("combinations");
    assertThat(schema.mismatches(shallow)).isEmpty();
  }

  @Test
  void a_large_value_and_a_large_schema_are_judged_whole() throws Exception {
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      properties.append(i == 0 ? "" : ",").append("\"p" + i + "\":{\"type\":\"string\"}");
    }
    JsonSchema wide = JsonSchema.of(json("{\"properties\":{" + properties + "}}"));
    JsonSchema items =
        JsonSchema.of(
            json(
                """
                {"items":{"type":"object","required":["id"],"properties":{"id":{"type":"integer",
                 "minimum":0},"tags":{"items":{"type":"string","maxLength":5}}}}}
                """));
    JsonNode many = json("[" + "{\"id\":1,\"tags\":[\"a\",\"b\"]},".repeat(20_000) + "{}]");

    assertThat(items.mismatches(many)).extracting(Finding::pointer).containsExactly("/20000");
    assertThat(wide.mismatches(json("{\"p299\":1}"))).hasSize(1);
  }

  private static String outcome(JsonNode schema) throws Exception {
    try {
      return JsonSchema.of(schema).mismatches(json("{\"a\":1}")).toString();
    } catch (IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }
}
