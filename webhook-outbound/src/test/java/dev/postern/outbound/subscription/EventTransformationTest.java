package dev.postern.outbound.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.outbound.subscription.EventTransformation.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTransformationTest {
  private final TransformationCompiler compiler = new TransformationCompiler();

  @Test
  void builds_new_data_out_of_the_event() {
    assertThat(
            made(
                """
                {"kind": type, "where": channel, "total": data.total,
                 "lines": data.lines.map(l, l.sku), "paid": has(data.paid_at)}
                """,
                """
                {"total":12.50,"lines":[{"sku":"a","n":1},{"sku":"b","n":2}],"paid_at":null}
                """))
        .isEqualTo(
            "{\"kind\":\"invoice.paid\",\"where\":\"eu\",\"total\":12.50,\"lines\":[\"a\",\"b\"],"
                + "\"paid\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.10 | 1.10",
        "100 | 100",
        "9007199254740993 | 9007199254740993",
        "12345678901234567890 | 12345678901234567890",
        "0.12345678901234567890 | 0.12345678901234567890",
        "1E+3 | 1E+3"
      })
  void a_number_that_is_only_moved_keeps_its_digits(String in, String out) {
    assertThat(made("{'n': data.n}", "{\"n\":" + in + "}")).isEqualTo("{\"n\":" + out + "}");
  }

  @Test
  void two_numbers_that_a_double_cannot_tell_apart_are_refused_and_not_guessed() {
    String data = "{\"a\":12345678901234567890,\"b\":12345678901234567891}";
    assertThat(failure("[data.a]", data)).contains("differ only beyond a double");
    assertThat(made("data.c", "{\"a\":1.5,\"c\":2}")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.nothing | nothing",
        "{1: 2} | a key that is no text",
        "1.0 / 0.0 | a number that JSON has not",
        "duration('1s') | string()",
        "b'ab' | string()"
      })
  void what_makes_no_json_says_why(String expression, String words) {
    assertThat(failure(expression, "{}")).contains(words);
  }

  @Test
  void an_expression_that_costs_too_much_is_ended() {
    String list = "[" + "1,".repeat(2_000) + "1]";
    assertThat(failure("data.map(a, data.map(b, data.map(c, a)))", list))
        .contains("costs too much");
    assertThat(failure("data.map(a, data)", list)).containsAnyOf("costs too much", "characters");
  }

  @Test
  void what_does_not_compile_is_refused_with_the_place() {
    assertThatThrownBy(() -> compiler.transformation("{\"a\": dat.x}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The transformation does not compile")
        .hasMessageContaining("dat");
  }

  private String made(String expression, String data) {
    Result result = compiler.transformation(expression).apply("invoice.paid", "eu", data);
    assertThat(result).isInstanceOf(Result.Made.class);
    return ((Result.Made) result).json();
  }

  private String failure(String expression, String data) {
    Result result = compiler.transformation(expression).apply("invoice.paid", null, data);
    assertThat(result).isInstanceOf(Result.Failed.class);
    return ((Result.Failed) result).reason();
  }
}
