package dev.postern.outbound.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
  @Test
  void words_are_durations_and_back() {
    RetrySchedule schedule = RetrySchedule.parse(List.of("5s", "300s", "30m", "2h", "168h"));
    assertThat(schedule.waits())
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofDays(7));
    assertThat(schedule.words()).containsExactly("5s", "5m", "30m", "2h", "168h");
    assertThat(RetrySchedule.parse(schedule.words())).isEqualTo(schedule);
  }

  @Test
  void after_the_last_wait_there_is_none() {
    RetrySchedule schedule = RetrySchedule.parse(List.of("1s", "2s"));
    assertThat(schedule.delayAfter(0)).isEmpty();
    assertThat(schedule.delayAfter(1)).contains(Duration.ofSeconds(1));
    assertThat(schedule.delayAfter(2)).contains(Duration.ofSeconds(2));
    assertThat(schedule.delayAfter(3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "0s", "-1s", "1.5s", "1d", "5 s", "169h", "9999999s", "null"})
  void anything_else_is_no_wait(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetrySchedule.parse(List.of(word)))
        .withMessageStartingWith("A wait is ");
  }

  @Test
  void a_schedule_has_1_to_50_waits() {
    assertThat(RetrySchedule.parse(Collections.nCopies(50, "1s")).waits()).hasSize(50);
    for (List<String> words : List.of(List.<String>of(), Collections.nCopies(51, "1s"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RetrySchedule.parse(words))
          .withMessage("A retry schedule has 1 to 50 waits.");
    }
  }
}
