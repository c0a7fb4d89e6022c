package dev.postern.outbound.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
  private static final FilterVerdict PASSED = new FilterVerdict.Passed();
  private final FilterCompiler compiler = new FilterCompiler();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.amount > 50",
        "data.amount > 50.5 && data.amount == 100.0",
        "type == 'invoice.paid' && type.startsWith('invoice.')",
        "channel == 'eu'",
        "data.items.exists(i, i.sku == 'b')",
        "!has(data.missing)",
        "data.flag"
      })
  void type_data_and_channel_can_be_asked(String expression) {
    assertThat(judge(expression, "eu")).isEqualTo(PASSED);
  }

  /** A webhook that is forwarded with its headers has them beside its payload. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.headers['x-github-event'] == 'push'",
        "'x-github-event' in data.headers && !('x-other' in data.headers)",
        "data.payload.ref == 'main' && data.headers['x-github-event'].startsWith('pu')",
      })
  void the_headers_of_a_forwarded_webhook_can_be_asked(String expression) {
    String data = "{\"payload\":{\"ref\":\"main\"},\"headers\":{\"x-github-event\":\"push\"}}";

    assertThat(
            compiler
                .filter(expression)
                .judge(
                    new EventFacts("github.push", null, () -> CelData.of(data)),
                    new FilterAllowance()))
        .isEqualTo(PASSED);
  }

  @Test
  void an_event_without_a_channel_has_a_null_one() {
    assertThat(judge("channel == null", null)).isEqualTo(PASSED);
    assertThat(judge("channel == 'eu'", null))
        .isEqualTo(new FilterVerdict.HeldBack("filter_false"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.nothing == 1      | key 'nothing' is not present",
        "data.amount            | neither true nor false",
        "data.amount / 0 == 1   | / by zero",
      })
  void an_error_keeps_the_event_back_and_says_why(String expression, String why) {
    assertThat(judge(expression, null))
        .isInstanceOfSatisfying(
            FilterVerdict.HeldBack.class,
            held -> assertThat(held.reason()).startsWith("filter_error: ").contains(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 +                              | mismatched input",
        "unknown == 1                     | undeclared reference",
        "type                             | must be true or false",
        "type + 1 == 'x'                  | no matching overload",
        "data.items.map(i, i.sku) == []   | undeclared reference to 'map'",
      })
  void what_does_not_compile_is_refused_with_the_reason(String expression, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compiler.filter(expression))
        .withMessageContaining(why);
  }

  @Test
  void a_filter_that_costs_too_much_is_ended() {
    List<Long> many = LongStream.range(0, 2000).boxed().toList();
    EventFacts event = new EventFacts("a", null, () -> Map.of("list", many));

    assertThat(
            compiler
                .filter("data.list.all(x, data.list.exists(y, y == x + 1000000) == false)")
                .judge(event, new FilterAllowance()))
        .isInstanceOfSatisfying(
            FilterVerdict.HeldBack.class,
            held -> assertThat(held.reason()).startsWith("filter_error: "));
  }

  @Test
  void data_that_is_nested_too_deep_keeps_the_event_back_and_says_why() {
    String deep = "[".repeat(150) + "]".repeat(150);

    assertThat(
            compiler
                .filter("data == 1")
                .judge(new EventFacts("a", null, () -> CelData.of(deep)), new FilterAllowance()))
        .isEqualTo(
            new FilterVerdict.HeldBack("filter_error: the data is nested too deep to be read"));
  }

  @Test
  void long_texts_count_against_the_cost() {
    EventFacts event =
        new EventFacts(
            "a",
            null,
            () ->
                Map.of(
                    "text", "x".repeat(200_000), "list", LongStream.range(0, 50).boxed().toList()));

    assertThat(
            compiler
                .filter("data.list.all(x, !data.text.matches('[xy]{1,50}z'))")
                .judge(event, new FilterAllowance()))
        .isInstanceOfSatisfying(
            FilterVerdict.HeldBack.class,
            held -> assertThat(held.reason()).contains("costs too much"));
  }

  private FilterVerdict judge(String expression, @Nullable String channel) {
    Map<String, Object> data =
        Map.of(
            "amount", 100L, "flag", true, "items", List.of(Map.of("sku", "a"), Map.of("sku", "b")));
    return compiler
        .filter(expression)
        .judge(new EventFacts("invoice.paid", channel, () -> data), new FilterAllowance());
  }
}
