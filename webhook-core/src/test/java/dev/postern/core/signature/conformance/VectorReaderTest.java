package dev.postern.core.signature.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line is read as it is meant, or not at all: a slip must never pass for a passed vector. */
class VectorReaderTest {
  private static final String LINE =
      """
      {"id":"x/1","provider":"github","method":"POST","url":"https://a/","headers":[["A","1"]],\
      "body_base64":"e30=","now":1760000000,"expect":"reject","strength":"must",\
      "reason":"bad_signature","secrets":["k"]}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"reject\"|\"rejected\"|expect is one of accept, reject, not rejected",
        "\"reject\"|\"Accept\"|expect is one of accept, reject, not Accept",
        "\"reject\"|null|no text called expect",
        "\"must\"|\"should\"|strength is one of must, policy, sdk, not should",
        "\"now\"|\"at\"|no number called now",
        "1760000000|\"1760000000\"|no number called now",
        "1760000000|null|no number called now",
        "[\"k\"]|[null]|secrets is no array of texts",
        "[\"k\"]|[7]|secrets is no array of texts",
        "[\"k\"]|\"k\"|secrets is no array of texts",
        "\"secrets\":[\"k\"]|\"secret\":7|no text called secret",
        "\"secrets\":[\"k\"]|\"reason_also\":[null]|reason_also is no array of texts",
        "\"expect\"|\"expect\":\"accept\",\"expect\"|Duplicate field 'expect'",
        "[[\"A\",\"1\"]]|{\"A\":\"1\",\"A\":\"2\"}|Duplicate field 'A'",
        "\"secrets\":[\"k\"]|\"verify_token\":7|no text called verify_token",
        "\"secrets\":[\"k\"]|\"required_components\":\"@method\"|required_components is no array of"
            + " texts",
        "\"secrets\":[\"k\"]|\"allowed_origins\":[7]|allowed_origins is no array of texts",
        "\"e30=\"|\"e30!\"|body_base64 is no base64",
        "\"e30=\"|7|no text called body_base64",
        "\"body_base64\":\"e30=\"|\"body_gen\":{\"count\":1e400}|count is no whole number",
        "\"body_base64\":\"e30=\"|\"body_gen\":{\"count\":-1}|count is no whole number",
        "\"body_base64\":\"e30=\"|\"body_gen\":{\"count\":1.5}|count is no whole number",
        "\"body_base64\":\"e30=\"|\"body_gen\":{\"count\":\"9\"}|count is no whole number",
        "\"body_base64\":\"e30=\"|\"body_gen\":{\"unit_base64\":\"e30=\",\"count\":99999999}|larger"
            + " than 64 MiB",
        "\"secrets\":[\"k\"]|\"event_id\":[\"a\"]|event_id is no single value",
        "[[\"A\",\"1\"]]|[[\"A\"]]|headers are neither",
        "[[\"A\",\"1\"]]|[[\"A\",1]]|headers are neither",
        "[[\"A\",\"1\"]]|[[\"A\",\"1\",\"2\"]]|headers are neither",
        "[[\"A\",\"1\"]]|[\"A: 1\"]|headers are neither",
        "[[\"A\",\"1\"]]|[[\"\",\"1\"]]|headers are neither",
        "[[\"A\",\"1\"]]|{\"A\":1}|headers are neither",
        "[[\"A\",\"1\"]]|{\"A\":{\"b\":\"c\"}}|headers are neither",
        "[[\"A\",\"1\"]]|null|headers are neither",
        "[[\"A\",\"1\"]]|\"A: 1\"|headers are neither"
      })
  void line_with_an_odd_member_is_unreadable_and_says_why(
      String part, String other, String sentence) {
    assertThat(LINE).contains(part);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorReader.read(LINE.replace(part, other)))
        .withMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " {}", "x", "]", ",", "\""})
  void line_on_which_something_follows_is_unreadable(String more) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorReader.read(LINE + more))
        .withMessageStartingWith("Not a line of JSON");
  }

  @Test
  void whole_line_is_read_as_it_is() {
    Vector vector = VectorReader.read(LINE + " \t");

    assertThat(vector.now()).isEqualTo(Instant.ofEpochSecond(1760000000));
    assertThat(vector.accept()).isFalse();
    assertThat(vector.reasons()).containsExactly("bad_signature");
    assertThat(vector.secrets()).containsExactly("k");
    assertThat(vector.request().body()).asString().isEqualTo("{}");
  }

  @Test
  void nothing_repeated_without_end_is_nothing_at_once() {
    String endless = LINE.replace("\"body_base64\":\"e30=\"", "\"body_gen\":{\"count\":9e15}");

    assertThat(VectorReader.read(endless).request().body()).isEmpty();
  }

  @Test
  void headers_may_be_an_object() {
    String object = LINE.replace("[[\"A\",\"1\"]]", "{\"A\":\"1\",\"B\":[\"2\",\"3\"],\"C\":\"\"}");

    assertThat(VectorReader.read(object).request().headers().entries())
        .isEqualTo(
            List.of(
                Map.entry("A", "1"), Map.entry("B", "2"), Map.entry("B", "3"), Map.entry("C", "")));
  }

  @Test
  void accepted_vector_needs_no_reason_and_a_missing_secret_is_none() {
    String accepted =
        LINE.replace("\"reject\"", "\"accept\"")
            .replace("\"reason\":\"bad_signature\",", "")
            .replace("\"secrets\":[\"k\"]", "\"secret\":null");

    assertThat(VectorReader.read(accepted).accept()).isTrue();
    assertThat(VectorReader.read(accepted).secrets()).isEmpty();
  }
}
