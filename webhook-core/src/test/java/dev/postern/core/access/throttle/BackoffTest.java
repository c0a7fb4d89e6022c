package dev.postern.core.access.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.throttle.Backoff.Failures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"1, 0", "5, 0", "6, 1", "7, 2", "8, 4", "15, 512", "16, 900", "500000, 900"})
  void the_wait_doubles_after_the_free_tries_up_to_a_quarter_of_an_hour(int count, long seconds) {
    assertThat(Backoff.ACCOUNT.waitAt(NOW, new Failures(count, NOW)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void the_wait_runs_off_and_ends_exactly() {
    Failures failures = new Failures(8, NOW);

    assertThat(Backoff.ACCOUNT.waitAt(NOW.plusMillis(3_999), failures)).hasMillis(1);
    assertThat(Backoff.ACCOUNT.waitAt(NOW.plusSeconds(4), failures)).isZero();
  }

  @Test
  void a_day_without_a_failure_forgets_an_account_an_hour_an_address() {
    Failures failures = new Failures(8, NOW);

    assertThat(Backoff.ACCOUNT.forgottenAt(NOW.plus(Duration.ofHours(23)), failures)).isFalse();
    assertThat(Backoff.ACCOUNT.forgottenAt(NOW.plus(Duration.ofHours(24)), failures)).isTrue();
    assertThat(Backoff.ADDRESS.forgottenAt(NOW.plus(Duration.ofHours(1)), failures)).isTrue();
  }
}
