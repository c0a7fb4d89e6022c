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
import org.junit.jupiter.params.provider.ValueSource;

class HugeNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"1e100000000", "1e2000000000", "-1E+1001", "1e-2000000000", "0.1e-100000000"})
  void a_number_that_nothing_can_be_reckoned_with_is_a_finding_at_its_place(String number)
      throws Exception {
    JsonSchema cents = JsonSchema.of(json("{\"properties\":{\"a/b\":{\"multipleOf\":0.01}}}"));
    JsonNode value = json("{\"a/b\":" + number + ",\"list\":[1," + number + "]}");

    List<Finding> findings =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> cents.mismatches(value));

    assertThat(findings).extracting(Finding::pointer).containsExactlyInAnyOrder("/a~1b", "/list/1");
    assertThat(findings).allSatisfy(wrong -> assertThat(wrong.detail()).doesNotContain(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"multipleOf\":1e-100000000}",
        "{\"$defs\":{\"a\":{\"maximum\":1e2000000000}}}",
        "{\"unknown\":[1e-2000000000]}"
      })
  void a_schema_with_such_a_number_is_refused(String schema) throws Exception {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertThat(JsonSchema.check(json(schema)))
              .singleElement()
              .satisfies(wrong -> assertThat(wrong.detail()).contains("1000 digits"));
          assertThatThrownBy(() -> JsonSchema.of(json(schema)))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @Test
  void what_cannot_be_divided_by_is_said_and_not_thrown() throws Exception {
    JsonNode nothing = json("{\"$ref\":\"#/x\",\"x\":{\"multipleOf\":0}}");

    assertThat(outcome(nothing)).isNotEmpty();
  }

  @Test
  void what_no_double_holds_is_said_and_not_thrown() throws Exception {
    JsonSchema cents = JsonSchema.of(json("{\"multipleOf\":0.01}"));

    assertThat(cents.mismatches(json("9".repeat(400)))).hasSize(1);
  }

  @Test
  void ordinary_and_large_numbers_are_reckoned_with() throws Exception {
    JsonSchema cents = JsonSchema.of(json("{\"items\":{\"multipleOf\":0.01}}"));

    assertThat(cents.mismatches(json("[1e300,12.50,1e-2," + "9".repeat(300) + ",1E+1000]")))
        .isEmpty();
    assertThat(cents.mismatches(json("[12.505]"))).hasSize(1);
  }

  private static String outcome(JsonNode schema) throws Exception {
    try {
      return JsonSchema.of(schema).mismatches(json("1")).toString();
    } catch (IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }
}
