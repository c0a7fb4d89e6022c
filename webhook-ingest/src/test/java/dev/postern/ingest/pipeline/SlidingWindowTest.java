package dev.postern.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.ingest.RateLimit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final RateLimit LIMIT = new RateLimit(100, 60);
  private final SlidingWindow window = new SlidingWindow();

  @Test
  void the_hundred_and_first_request_of_a_minute_is_refused() {
    for (int i = 0; i < 100; i++) {
      assertThat(at(i * 500L).admitted()).isTrue();
    }
    assertThat(at(50_000).admitted()).isFalse();
  }

  @Test
  void a_burst_at_the_end_of_one_minute_counts_in_the_next() {
    for (int i = 0; i < 100; i++) {
      at(59_900);
    }
    assertThat(at(60_100).admitted()).isFalse();
    assertThat(at(119_000).admitted()).isFalse();
    assertThat(at(122_000).admitted()).isTrue();
  }

  @Test
  void waiting_as_long_as_told_is_enough() {
    for (int i = 0; i < 100; i++) {
      at(i);
    }
    Duration wait = at(1_000).retryAfter();
    assertThat(wait).isBetween(Duration.ofSeconds(57), Duration.ofSeconds(62));
    assertThat(at(1_000 + wait.toMillis()).admitted()).isTrue();
  }

  @Test
  void refused_requests_are_not_counted() {
    for (int i = 0; i < 500; i++) {
      at(0);
    }
    assertThat(at(62_000).remaining()).isEqualTo(99);
  }

  @Test
  void a_clock_set_back_neither_breaks_nor_forgets() {
    for (int i = 0; i < 100; i++) {
      at(30_000);
    }
    assertThat(at(0).admitted()).isFalse();
  }

  @Test
  void what_others_counted_fills_the_window_until_it_leaves() {
    at(0);
    SlidingWindow.Slot told = slotOf(0, 99);
    window.others(told, START);

    assertThat(at(1_000).admitted()).isFalse();
    assertThat(at(1_000).retryAfter()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(62));
    window.others(slotOf(0, 50), START);
    assertThat(at(1_000).remaining()).isEqualTo(48);
    assertThat(at(63_000).remaining()).isEqualTo(99);
  }

  @Test
  void counts_of_another_window_length_or_from_the_far_future_are_not_believed() {
    at(0);
    window.others(new SlidingWindow.Slot(slotOf(0, 1).index(), 7, 1_000), START);
    window.others(slotOf(600_000, 1_000), START);

    assertThat(at(0).remaining()).isEqualTo(98);
  }

  private static SlidingWindow.Slot slotOf(long millis, int requests) {
    long length = LIMIT.window().toMillis() / 32;
    return new SlidingWindow.Slot(
        START.plusMillis(millis).toEpochMilli() / length, length, requests);
  }

  private RequestRates.Admission at(long millis) {
    return window.admit(LIMIT, START.plusMillis(millis));
  }
}
