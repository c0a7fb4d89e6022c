package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValuesTest {
  @Test
  void text_is_stripped_and_a_blank_one_is_none() {
    assertThat(QueryValues.text("q", " a ")).isEqualTo("a");
    assertThat(QueryValues.text("q", "😀")).isEqualTo("😀");
    assertThat(QueryValues.text("q", "  ")).isNull();
    assertThat(QueryValues.text("q", null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0", "a\u0084", "a\nb", "a\ud800"})
  void text_that_no_column_takes_is_refused_by_its_name(String text) {
    assertThatThrownBy(() -> QueryValues.text("q", text))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("q must be at most 256 characters without control characters");
  }

  @Test
  void text_ends_at_256_characters() {
    assertThat(QueryValues.text("q", "x".repeat(256))).hasSize(256);
    assertThatThrownBy(() -> QueryValues.text("q", "x".repeat(257)))
        .hasMessageContaining("q must be at most 256");
  }
}
