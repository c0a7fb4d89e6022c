package dev.postern.outbound.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.health.EndpointHealth.Active;
import dev.postern.outbound.health.EndpointHealth.Disabled;
import dev.postern.outbound.health.EndpointHealth.Suspended;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointHealthTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final SuspensionRule RULE = SuspensionRule.defaults();

  @Test
  void ten_failures_at_once_do_not_suspend() {
    EndpointHealth health = failing(10, Duration.ZERO);

    assertThat(health)
        .isEqualTo(
            new Active(
                new Failures(10, START),
                new Breaker.Open(START.plusSeconds(10), Duration.ofSeconds(10))));
    assertThat(health.takesDeliveries()).isTrue();
  }

  @Test
  void nine_failures_over_an_hour_do_not_suspend() {
    assertThat(failing(9, Duration.ofMinutes(7))).isInstanceOf(Active.class);
  }

  @Test
  void the_tenth_failure_suspends_when_the_first_is_five_minutes_old() {
    EndpointHealth health = failing(9, Duration.ZERO);

    assertThat(health.onFailure(failure(START.plusSeconds(299)), RULE)).isInstanceOf(Active.class);
    assertThat(health.onFailure(failure(START.plusSeconds(300)), RULE))
        .isEqualTo(
            new Suspended(
                START.plusSeconds(300),
                "10 attempts in a row failed over 300 s",
                new Failures(10, START)));
  }

  @Test
  void a_rule_of_one_failure_and_no_time_suspends_at_once() {
    assertThat(
            EndpointHealth.HEALTHY.onFailure(failure(START), new SuspensionRule(1, Duration.ZERO)))
        .isInstanceOf(Suspended.class);
  }

  @Test
  void success_forgets_the_failures_and_the_count_begins_anew() {
    EndpointHealth recovered = failing(9, Duration.ofMinutes(1)).onSuccess(START.plusSeconds(600));

    assertThat(recovered).isEqualTo(EndpointHealth.HEALTHY);
    assertThat(recovered.onFailure(failure(START.plusSeconds(9999)), RULE).failures())
        .isEqualTo(new Failures(1, START.plusSeconds(9999)));
  }

  @Test
  void a_late_success_does_not_lift_a_suspension() {
    EndpointHealth suspended = new Suspended(START, "why", new Failures(10, START));

    assertThat(suspended.onSuccess(START.plusSeconds(600))).isSameAs(suspended);
    assertThat(suspended.takesDeliveries()).isFalse();
  }

  @Test
  void gone_disables_whatever_the_state_but_keeps_a_persons_choice() {
    assertThat(EndpointHealth.HEALTHY.onGone()).isEqualTo(new Disabled("gone", Failures.NONE));
    assertThat(new Suspended(START, "why", new Failures(3, START)).onGone())
        .isInstanceOf(Disabled.class);
    Disabled byPerson = new Disabled(null, Failures.NONE);
    assertThat(byPerson.onGone()).isSameAs(byPerson);
    assertThat(byPerson.onFailure(failure(START), new SuspensionRule(1, Duration.ZERO)))
        .isSameAs(byPerson);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "5, 50", "7, 50", "8, 80", "9, 80", "10, 80"})
  void half_and_four_fifths_of_what_suspends_are_warned_of(int failures, int warning) {
    assertThat(failing(failures, Duration.ZERO).warning(RULE)).isEqualTo(warning);
  }

  @Test
  void who_is_suspended_already_is_not_warned_of() {
    assertThat(new Suspended(START, "why", new Failures(10, START)).warning(RULE)).isZero();
    assertThat(new Disabled(null, new Failures(9, START)).warning(RULE)).isZero();
  }

  private static Failure failure(Instant at) {
    return new Failure(new UUID(1, 1), at, false, Optional.empty());
  }

  private static EndpointHealth failing(int times, Duration apart) {
    EndpointHealth health = EndpointHealth.HEALTHY;
    for (int i = 0; i < times; i++) {
      health = health.onFailure(failure(START.plus(apart.multipliedBy(i))), RULE);
    }
    return health;
  }
}
