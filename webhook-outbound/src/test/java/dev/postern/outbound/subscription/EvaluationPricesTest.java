package dev.postern.outbound.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that are few, and long: what they are given makes them dear, before they are taken. */
class EvaluationPricesTest {
  /** Written out it fills the memory of a node. */
  private static final String BOMB = "((((a{100}){100}){100}){100}){100}";

  private static final List<List<Integer>> DEEP =
      List.of(IntStream.range(0, 50_000).boxed().toList());
  private static final Map<String, Object> DATA =
      Map.of(
          "bomb",
          BOMB,
          "text",
          "a".repeat(200_000),
          "needle",
          "a".repeat(100_000) + "b",
          "pattern",
          "b",
          "dear",
          "(a?){200}b",
          "word",
          "needle",
          "items",
          IntStream.range(0, 100).boxed().toList(),
          "one",
          DEEP,
          "other",
          List.of(List.copyOf(DEEP.getFirst())));

  private final FilterCompiler compiler = new FilterCompiler();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.text.matches('(a?){200}b')",
        "matches(data.text, '(a?){200}b')",
        "data.text.matches(data.dear)",
        "data.items.all(x, !data.text.matches('[ab]{1,50}c'))",
        "data.items.all(x, data.items.all(y, 'a'.matches('(a?){200}')))",
        "data.items.all(x, data.items.all(y, !'%s'.matches('(a?){50}b')))",
        "data.items.all(x, data.items.all(y, !'%s%s'.contains('%sb')))",
        "data.text.contains(data.needle)",
        "'a'.matches(data.bomb)",
        "'a'.matches('(' + data.bomb + ')')",
        "'a'.matches(data.word == 'needle' ? data.bomb : 'b')",
        "'a'.matches(data.word == 'needle' ? '((((a{100}){100}){100}){100}){100}' : 'b')",
        "matches('a', ['((((a{100}){100}){100}){100}){100}'][0])",
        "data.items.all(x, !data.text.contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'))",
        "data.items.all(x, data.one == data.other)",
        "data.items.all(x, !(data.one != data.other))",
        "data.items.all(x, !(x in data.one))",
        "data.items.all(x, (data.text + 'b').size() > 1)",
        "data.items.all(x, data.items.all(y, size(data.text) > 1))",
        "data.items.all(x, data.items.all(y, data.text + 'b' != data.needle))",
      })
  void what_would_keep_a_node_busy_costs_too_much(String expression) {
    assertThat(judge(expression.replace("%s", "a".repeat(500))))
        .isInstanceOfSatisfying(
            FilterVerdict.HeldBack.class, held -> assertThat(held.reason()).contains("too much"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.text.matches('^a+$')",
        "!data.text.contains('some words of a sentence')",
        "data.text.startsWith('aaa') && data.needle.endsWith('b')",
        "data.text.contains(data.word) == false && data.word.matches(data.pattern) == false",
        "data.items.exists(x, x in [7, 8, 9])",
        "data.one == data.other && data.items.all(x, x != 100)",
        "data.word in {'needle': 1} && 'text' in data",
        "data.text.matches('[a-z]{1,64}@[a-z]{1,64}') == false",
        "data.text.matches(data.pattern) == false && !data.text.matches('ab')",
        "data.items.all(x, data.text != '' && data.one != [] && 'a' in data == false)",
        "data.items.all(x, data.text != data.word && data.text != data.needle)",
        "data.items.all(x, data.text.startsWith('aa') && data.one.size() > 0)",
        "data.items.all(x, !data.text.contains('refund') && !data.text.contains('void'))",
      })
  void everyday_filters_on_large_data_do_not(String expression) {
    assertThat(judge(expression)).isEqualTo(new FilterVerdict.Passed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.text.matches('%s')", "matches('a', '%s')"})
  void a_pattern_that_would_fill_the_memory_is_no_filter_and_no_transformation(String form) {
    String expression = form.formatted(BOMB);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compiler.filter(expression))
        .withMessageContaining("too large");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TransformationCompiler().transformation(expression))
        .withMessageContaining("too large");
  }

  private FilterVerdict judge(String expression) {
    return compiler
        .filter(expression)
        .judge(new EventFacts("a", null, () -> DATA), new FilterAllowance());
  }
}
