package dev.postern.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a pattern is once it is written out, as RE2 reads it. */
class PatternSizeTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "a{10}, 10",
    "((a{10}){10}){10}, 1000",
    "[a-z]{10}, 10",
    "\\Qab\\E, 2",
    "\\Qab\\E{10}, 11",
    "\\Q(a){10}, 7",
    "\\Q[\\E(a{10}){10}, 101",
    "\\Q\\E(a{10}){10}, 100",
    "\\[(a{10}){10}, 101",
    "\\x{10000}, 1",
    "\\x{2028}|\\x{2029}, 3",
    "(\\x{2028}{10}){10}, 100",
    "\\p{Greek}{10}\\P{L}, 11",
    "\\\\x{10}, 11",
  })
  void repetitions_are_written_out_and_quotations_hide_none(String pattern, long size) {
    assertThat(PatternSize.of(pattern)).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {")", "a)", "(", "[", "[^", "[\\", "\\", "\\Q", "\\Q\\", "{9}", "a{9", ""})
  void what_is_no_pattern_has_some_size_too(String text) {
    assertThat(PatternSize.of(text)).isBetween(0L, 10L);
  }
}
