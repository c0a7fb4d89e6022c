package dev.postern.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A provider's body")
class InboundJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{} {}",
        "{\"a\":1E99999999999}",
        "[-33333333E333331662666]",
        "1.5E-2147483648",
      })
  @DisplayName("that is not one JSON value within the limits is none, and no fault")
  void refused(String body) {
    assertThat(InboundJson.parse(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1.10}", "[1E+2147483647]", "\"text\"", "null"})
  @DisplayName("is read as it was written")
  void read(String body) {
    assertThat(InboundJson.parse(body.getBytes(StandardCharsets.UTF_8)))
        .hasValueSatisfying(tree -> assertThat(tree).hasToString(body));
  }
}
