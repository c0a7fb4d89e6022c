package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPaceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void the_last_of_a_full_window_waits_until_its_first_has_left_it() {
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i < AlertPace.MOST; i++) {
      sent.add(NOW.minusSeconds(i));
    }
    assertThat(AlertPace.next(sent.subList(1, AlertPace.MOST), NOW)).isEqualTo(NOW);
    assertThat(AlertPace.next(sent, NOW))
        .isEqualTo(NOW.minusSeconds(AlertPace.MOST - 1L).plus(AlertPace.WINDOW));
    assertThat(
            AlertPace.next(Collections.nCopies(AlertPace.MOST, NOW.minus(AlertPace.WINDOW)), NOW))
        .isEqualTo(NOW);
  }

  @Test
  void waits_double_up_to_half_an_hour() {
    assertThat(AlertPace.waitAfter(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(AlertPace.waitAfter(3)).isEqualTo(Duration.ofMinutes(2));
    assertThat(AlertPace.waitAfter(40)).isEqualTo(Duration.ofMinutes(30));
  }
}
