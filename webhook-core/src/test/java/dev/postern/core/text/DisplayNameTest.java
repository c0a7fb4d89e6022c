package dev.postern.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  @Test
  void loses_the_space_around_it() {
    assertThat(DisplayName.require(" Akmé GmbH ")).isEqualTo("Akmé GmbH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\u00a0", "a\u0000b", "a\nb", "a\u2028b", "a\u009fb"})
  void refuses_what_is_blank_or_breaks_a_line(String text) {
    assertThatThrownBy(() -> DisplayName.require(text)).hasMessageStartingWith("invalid_name");
  }

  @Test
  void refuses_more_than_200_characters() {
    assertThat(DisplayName.require("a".repeat(200))).hasSize(200);
    assertThatThrownBy(() -> DisplayName.require("a".repeat(201)))
        .hasMessageStartingWith("invalid_name");
  }
}
