package dev.postern.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
    "2026-11-22t10:00:00.25z, 2026-11-22T10:00:00.250Z",
    "2026-11-22T10:00:00+01:30, 2026-11-22T08:30:00Z",
    "2026-11-22T10:00:00-01:30, 2026-11-22T11:30:00Z",
    "2026-11-22T10:00:00+23:59, 2026-11-21T10:01:00Z",
    "2026-11-22T10:00:00-00:00, 2026-11-22T10:00:00Z",
  })
  void reads_every_form_and_every_offset(String text, Instant expected) {
    assertThat(Rfc3339.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-22",
        "2026-11-22T10:00:00",
        "2026-11-22 10:00:00Z",
        "2026-13-22T10:00:00Z",
        "2026-02-30T10:00:00+01:00",
        "2026-11-22T10:00:00+24:00",
        "2026-11-22T10:00:00+01:60",
        "2026-11-22T10:00:00+0100",
        "0000-12-31T23:59:59Z",
      })
  void refuses_other_forms_and_days_that_no_calendar_has(String text) {
    assertThat(Rfc3339.parse(text)).isEmpty();
  }

  @Test
  void an_offset_may_not_lead_out_of_the_years_that_can_be_shown() {
    assertThat(Rfc3339.parse("9999-12-31T23:59:59-01:00")).isEmpty();
  }
}
