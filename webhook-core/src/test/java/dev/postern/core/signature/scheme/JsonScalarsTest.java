package dev.postern.core.signature.scheme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScalarsTest {
  private static final Set<String> WANTED = Set.of("/id", "/data/type");

  @ParameterizedTest
  @ValueSource(ints = {199, 250, 99_000})
  void depth_of_what_is_not_asked_for_hides_nothing(int depth) {
    String deep = "[".repeat(depth) + "]".repeat(depth);

    for (String body :
        List.of(
            "{\"id\":\"evt_1\",\"data\":{\"type\":\"x\",\"d\":" + deep + "}}",
            "{\"d\":" + deep + ",\"id\":\"evt_1\",\"data\":{\"d\":" + deep + ",\"type\":\"x\"}}")) {
      assertThat(JsonScalars.read(body, WANTED))
          .isEqualTo(Map.of("/id", "evt_1", "/data/type", "x"));
      assertThat(JsonScalars.members(body.getBytes(UTF_8))).contains("id", "data");
    }
  }

  @Test
  void depth_where_a_scalar_is_asked_for_hides_only_that_one() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(JsonScalars.read("{\"id\":" + deep + ",\"data\":{\"type\":\"x\"}}", WANTED))
        .isEqualTo(Map.of("/data/type", "x"));
  }

  @Test
  void long_number_hides_nothing_and_is_read_as_it_is_written() {
    String digits = "7".repeat(5_000);

    assertThat(JsonScalars.read("{\"id\":" + digits + ",\"n\":-" + digits + ".5e9}", WANTED))
        .isEqualTo(Map.of("/id", digits));
  }

  @Test
  void endless_depth_is_no_json_and_no_fault() {
    assertThat(JsonScalars.read("{\"id\":\"evt_1\",\"d\":" + "[".repeat(2_000_000), WANTED))
        .isEmpty();
  }

  @Test
  void tree_stays_within_its_depth() {
    assertThat(JsonDocument.parse("[".repeat(250) + "]".repeat(250)).isMissing()).isTrue();
  }
}
