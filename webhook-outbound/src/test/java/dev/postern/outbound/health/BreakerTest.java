package dev.postern.outbound.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.outbound.endpoint.SuspensionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final BreakerRule RULE = BreakerRule.of(SuspensionRule.defaults());
  private static final UUID PROBE = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);

  @Test
  void ten_failures_in_a_row_open_it_for_ten_seconds() {
    Breaker nine = failing(9);
    assertThat(nine).isInstanceOf(Breaker.Closed.class);

    assertThat(nine.onFailure(failure(OTHER, 0), 10, RULE))
        .isEqualTo(new Breaker.Open(START.plusSeconds(10), Duration.ofSeconds(10)));
  }

  @Test
  void half_of_twenty_attempts_open_it_and_nineteen_do_not() {
    Breaker flaky = Breaker.CLOSED;
    for (int i = 0; i < 9; i++) {
      flaky = flaky.onFailure(failure(OTHER, i), 1, RULE).onSuccess(START.plusSeconds(i));
    }
    Breaker nineteen = flaky.onFailure(failure(OTHER, 20), 1, RULE);
    assertThat(nineteen).isInstanceOf(Breaker.Closed.class);

    assertThat(nineteen.onFailure(failure(OTHER, 21), 2, RULE)).isInstanceOf(Breaker.Open.class);
  }

  @Test
  void failures_of_another_minute_do_not_count_together() {
    Breaker flaky = Breaker.CLOSED;
    for (int i = 0; i < 30; i++) {
      flaky = flaky.onFailure(failure(OTHER, 61L * i), 1, RULE);
    }

    assertThat(flaky).isEqualTo(new Breaker.Closed(new Window(START.plusSeconds(61L * 29), 1, 1)));
  }

  @Test
  void success_without_failures_before_it_changes_nothing() {
    assertThat(Breaker.CLOSED.onSuccess(START)).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void refusals_of_the_request_itself_do_not_open_it() {
    Failure refused = new Failure(OTHER, START, true, Optional.empty());

    assertThat(failing(9).onFailure(refused, 50, RULE)).isInstanceOf(Breaker.Closed.class);
  }

  @Test
  void a_receiver_that_keeps_asking_for_patience_gets_as_much_as_ten_minutes() {
    Failure asking = new Failure(OTHER, START, false, Optional.of(Duration.ofMinutes(2)));
    assertThat(failing(3).onFailure(asking, 4, RULE)).isInstanceOf(Breaker.Closed.class);
    assertThat(failing(4).onFailure(asking, 5, RULE))
        .isEqualTo(new Breaker.Open(START.plusSeconds(120), Duration.ofSeconds(10)));

    Failure hours = new Failure(OTHER, START, false, Optional.of(Duration.ofHours(5)));
    assertThat(failing(4).onFailure(hours, 5, RULE))
        .isEqualTo(new Breaker.Open(START.plusSeconds(600), Duration.ofSeconds(10)));
  }

  @Test
  void a_probe_that_fails_doubles_the_pause_up_to_five_minutes() {
    Breaker breaker = new Breaker.Open(START, Duration.ofSeconds(10));
    for (int expected : new int[] {20, 40, 80, 160, 300, 300}) {
      breaker =
          breaker.probing(PROBE, START.plusSeconds(90)).onFailure(failure(PROBE, 0), 11, RULE);
      assertThat(breaker)
          .isEqualTo(new Breaker.Open(START.plusSeconds(expected), Duration.ofSeconds(expected)));
    }
  }

  @Test
  void failures_that_began_before_the_opening_say_nothing_new() {
    Breaker open = new Breaker.Open(START.plusSeconds(10), Duration.ofSeconds(10));
    assertThat(open.onFailure(failure(OTHER, 5), 11, RULE)).isSameAs(open);

    Breaker probing = open.probing(PROBE, START.plusSeconds(90));
    assertThat(probing.onFailure(failure(OTHER, 12), 12, RULE)).isSameAs(probing);
  }

  @Test
  void any_success_closes_it() {
    Breaker open = new Breaker.Open(START, Duration.ofSeconds(10));
    assertThat(open.onSuccess(START)).isEqualTo(Breaker.CLOSED);
    assertThat(open.probing(PROBE, START.plusSeconds(90)).onSuccess(START))
        .isEqualTo(Breaker.CLOSED);
  }

  @Test
  void a_probe_that_was_not_sent_makes_way_at_once_and_nobody_elses_does() {
    Breaker probing =
        new Breaker.Open(START, Duration.ofSeconds(40)).probing(PROBE, START.plusSeconds(90));
    assertThat(probing.unsent(OTHER, START.plusSeconds(5))).isSameAs(probing);
    Breaker free = probing.unsent(PROBE, START.plusSeconds(5));
    assertThat(free).isEqualTo(new Breaker.Open(START.plusSeconds(5), Duration.ofSeconds(40)));
    assertThat(free.probeDue(START.plusSeconds(5))).isTrue();
    assertThat(Breaker.CLOSED.unsent(PROBE, START)).isSameAs(Breaker.CLOSED);
  }

  @Test
  void a_probe_is_due_at_its_time_and_again_when_it_never_returned() {
    Breaker open = new Breaker.Open(START.plusSeconds(10), Duration.ofSeconds(10));
    assertThat(open.probeDue(START.plusSeconds(9))).isFalse();
    assertThat(open.probeDue(START.plusSeconds(10))).isTrue();
    Breaker probing = open.probing(PROBE, START.plusSeconds(90));
    assertThat(probing.probeDue(START.plusSeconds(89))).isFalse();
    assertThat(probing.probeDue(START.plusSeconds(90))).isTrue();
    assertThat(Breaker.CLOSED.probeDue(START)).isFalse();
  }

  @Test
  void the_first_pause_follows_the_age_at_which_an_endpoint_is_suspended() {
    assertThat(BreakerRule.of(new SuspensionRule(3, Duration.ZERO)))
        .isEqualTo(new BreakerRule(3, Duration.ofMillis(500), Duration.ofMinutes(5)));
    assertThat(BreakerRule.of(new SuspensionRule(100, Duration.ofDays(7))))
        .isEqualTo(new BreakerRule(10, Duration.ofMinutes(5), Duration.ofMinutes(5)));
  }

  private static Breaker failing(int times) {
    Breaker breaker = Breaker.CLOSED;
    for (int i = 1; i <= times; i++) {
      breaker = breaker.onFailure(failure(OTHER, 0), i, RULE);
    }
    return breaker;
  }

  private static Failure failure(UUID lease, long second) {
    return new Failure(lease, START.plusSeconds(second), false, Optional.empty());
  }
}
