package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfirmedTest {
  private static final Instant PROOF = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration WINDOW = Confirmed.window(new Settings(key -> Optional.empty()));

  @Test
  void a_proof_counts_for_five_minutes_and_not_before_it_was_given() {
    Confirmed confirmed = new Confirmed(PROOF);

    assertThat(confirmed.countsAt(PROOF, WINDOW)).isTrue();
    assertThat(confirmed.countsAt(PROOF.plusSeconds(300), WINDOW)).isTrue();
    assertThat(confirmed.countsAt(PROOF.plusMillis(300_001), WINDOW)).isFalse();
    assertThat(confirmed.countsAt(PROOF.minusMillis(1), WINDOW)).isFalse();
  }

  @Test
  void a_window_is_ten_seconds_to_an_hour() {
    assertThat(window("PT10S")).isEqualTo(Duration.ofSeconds(10));
    assertThat(window("PT1H")).isEqualTo(Duration.ofHours(1));
    for (String wrong : new String[] {"PT9S", "PT1H1S", "5", "PT-5M"}) {
      assertThatThrownBy(() -> window(wrong)).hasMessageContaining("POSTERN_CONFIRMATION_WINDOW");
    }
  }

  private static Duration window(String text) {
    return Confirmed.window(new Settings(key -> Optional.of(text)));
  }
}
