package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountdownTest {
  @Test
  void units_begin_with_the_largest_that_counts() {
    assertThat(Countdown.words(Duration.ofSeconds(4))).isEqualTo("4 s");
    assertThat(Countdown.words(Duration.ofSeconds(724))).isEqualTo("12 min 04 s");
    assertThat(Countdown.words(Duration.ofHours(3).plusSeconds(124))).isEqualTo("3 h 02 min 04 s");
    assertThat(Countdown.words(Duration.ofDays(7))).isEqualTo("7 d 0 h 00 min 00 s");
  }

  @Test
  void what_is_over_is_zero() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    AtomicInteger told = new AtomicInteger();

    Countdown late =
        new Countdown(now.minusSeconds(5), new Times(() -> now), told::incrementAndGet);

    assertThat(late.getText()).isEqualTo("0 s");
    assertThat(late.getElement().getAttribute("datetime")).isEqualTo("2026-11-22T09:59:55Z");
    assertThat(told).as("the browser tells when it is over").hasValue(0);
  }
}
