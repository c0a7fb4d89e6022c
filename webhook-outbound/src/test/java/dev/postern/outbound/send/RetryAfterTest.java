package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "' 30 ', PT30S",
    "86400, PT24H",
    "86401, PT24H",
    "99999999999999999999999, PT24H",
    "'Sun, 22 Nov 2026 12:00:30 GMT', PT30S",
    "'Mon, 30 Nov 2026 12:00:00 GMT', PT24H",
    "'Sat, 21 Nov 2026 12:00:00 GMT', PT0S",
    "'Sun Nov 22 12:01:00 2026', PT1M",
    "'Tue Dec  1 12:00:00 2026', PT24H",
    "'Sunday, 22-Nov-26 12:00:30 GMT', PT30S",
    "'Saturday, 22-Nov-25 12:00:30 GMT', PT0S",
    "'Sunday, 06-Nov-94 08:49:37 GMT', PT0S"
  })
  void reads_seconds_and_dates_and_clamps_them(String value, Duration expected) {
    assertThat(RetryAfter.parse(value, Sending.NOW)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1.5",
        "+5",
        "soon",
        "0x10",
        "\u0661",
        "Sun, 22 Nov 2026 12:00:30 CET",
        "Mon, 22 Nov 2026 12:00:30 GMT",
        "Sunday, 32-Nov-26 12:00:30 GMT",
        "Sunday, 22-Nov-26 12:00:30 CET",
        "2026-11-22T12:00:30Z"
      })
  void ignores_what_is_neither(String value) {
    assertThat(RetryAfter.parse(value, Sending.NOW)).isEqualTo(Optional.empty());
  }
}
