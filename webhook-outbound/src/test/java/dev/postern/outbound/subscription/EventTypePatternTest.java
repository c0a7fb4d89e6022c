package dev.postern.outbound.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypePatternTest {
  @ParameterizedTest
  @CsvSource({
    "*, invoice.paid, true",
    "*, invoice, true",
    "invoice.*, invoice.paid, true",
    "invoice.*, invoice.line.added, true",
    "invoice.*, invoice, false",
    "invoice.*, invoices.paid, false",
    "invoice.*, Invoice.paid, false",
    "invoice.paid, invoice.paid, true",
    "invoice.paid, invoice.paid.late, false",
    "invoice.line.*, invoice.line.added, true",
    "invoice.line.*, invoice.paid, false"
  })
  void a_star_stands_for_everything_below(String pattern, String type, boolean matches) {
    assertThat(EventTypePattern.parse(pattern).orElseThrow().matches(type)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", ".a", "a.", "a..b", "a-b", "a b", "a.b\n", "ä", "**", "a*", "*.a", "a.*.b", ".*",
        "a.**"
      })
  void anything_else_is_no_pattern(String text) {
    assertThat(EventTypePattern.parse(text)).isEmpty();
  }

  @Test
  void a_type_has_at_most_256_characters() {
    assertThat(EventTypePattern.isType("a".repeat(256))).isTrue();
    assertThat(EventTypePattern.isType("a".repeat(257))).isFalse();
  }
}
