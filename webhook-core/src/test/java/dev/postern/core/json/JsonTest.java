package dev.postern.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private record Carrier(ObjectNode tree) {}

  @ParameterizedTest
  @ValueSource(strings = {"1E99999999999", "-33333333E333331662666", "1.5E-2147483648"})
  void an_exponent_that_no_number_can_hold_is_refused_as_json_and_not_as_a_fault(String number) {
    String json = "{\"a\":[" + number + "]}";

    assertThatThrownBy(() -> Json.mapper().readTree(json))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("exponent that is too large");
    assertThatThrownBy(() -> Json.mapper().readValue("{\"tree\":" + json + "}", Carrier.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("exponent that is too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.10", "1E+2147483647", "12345678901234567890.12345678901234567890"})
  void a_number_stays_as_it_was_written(String number) throws JsonProcessingException {
    JsonNode tree = Json.mapper().readTree("{\"a\":" + number + "}");

    assertThat(Json.mapper().writeValueAsString(tree)).isEqualTo("{\"a\":" + number + "}");
  }
}
