package dev.postern.adminui.failures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedPanelTest {
  @ParameterizedTest
  @CsvSource({
    "1, false, 1 address",
    "2, false, 2 addresses",
    "60, true, at least 60 addresses",
    "0, true, at least 1 address"
  })
  void addresses_are_counted_as_far_as_they_are_known(int known, boolean more, String words) {
    assertThat(RefusedPanel.addresses(known, more)).isEqualTo(words);
  }
}
