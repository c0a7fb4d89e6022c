package dev.postern.outbound.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.retry.DeliveryDecision.Dead;
import dev.postern.outbound.retry.DeliveryDecision.Progress;
import dev.postern.outbound.retry.DeliveryDecision.Reason;
import dev.postern.outbound.retry.DeliveryDecision.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeliveryDecisionTest {
  private static final RetryPolicy POLICY =
      RetryPolicy.of(RetrySchedule.parse(List.of("10s", "5m", "2h")), 3);

  @ParameterizedTest
  @CsvSource({
    "200,DELIVERED",
    "204,DELIVERED",
    "299,DELIVERED",
    "301,REFUSED",
    "304,REFUSED",
    "400,REFUSED",
    "401,REFUSED",
    "404,REFUSED",
    "408,TRANSIENT",
    "409,REFUSED",
    "410,GONE",
    "422,REFUSED",
    "425,TRANSIENT",
    "429,TRANSIENT",
    "499,REFUSED",
    "500,TRANSIENT",
    "502,TRANSIENT",
    "503,TRANSIENT",
    "504,TRANSIENT",
    "599,TRANSIENT",
    "100,TRANSIENT",
    "999,TRANSIENT"
  })
  void a_status_says_whether_trying_again_makes_sense(int status, OutcomeClass expected) {
    assertThat(OutcomeClass.ofStatus(status)).isEqualTo(expected);
  }

  @Test
  void success_ends_it_and_gone_ends_it_at_the_first_attempt() {
    assertThat(decide(OutcomeClass.DELIVERED, 1, 0)).isEqualTo(new DeliveryDecision.Delivered());
    assertThat(decide(OutcomeClass.GONE, 1, 0)).isEqualTo(new Dead(Reason.GONE));
  }

  @Test
  void transient_failures_wait_as_scheduled_until_the_attempts_are_used() {
    assertThat(decide(OutcomeClass.TRANSIENT, 1, 0)).isEqualTo(new Retry(Duration.ofSeconds(10)));
    assertThat(decide(OutcomeClass.TRANSIENT, 2, 0)).isEqualTo(new Retry(Duration.ofMinutes(5)));
    assertThat(decide(OutcomeClass.TRANSIENT, 3, 0)).isEqualTo(new Retry(Duration.ofHours(2)));
    assertThat(decide(OutcomeClass.TRANSIENT, 4, 0)).isEqualTo(new Dead(Reason.ATTEMPTS_EXHAUSTED));
  }

  @Test
  void refusals_are_believed_when_they_are_enough_not_when_attempts_are() {
    assertThat(decide(OutcomeClass.REFUSED, 3, 2)).isInstanceOf(Retry.class);
    assertThat(decide(OutcomeClass.REFUSED, 3, 3)).isEqualTo(new Dead(Reason.CLIENT_ERROR));
    assertThat(decide(OutcomeClass.REFUSED, 4, 2)).isEqualTo(new Dead(Reason.ATTEMPTS_EXHAUSTED));
  }

  @ParameterizedTest
  @CsvSource({"0.0,8000", "0.5,10000", "1.0,12000"})
  void jitter_spreads_a_wait_by_a_fifth_to_either_side(double chance, long expected) {
    assertThat(POLICY.waitAfter(1, Optional.empty(), drawing(chance)))
        .isEqualTo(Duration.ofMillis(expected));
  }

  @ParameterizedTest
  @CsvSource({"PT1S,PT10S", "PT30S,PT30S", "PT24H,PT24H", "PT25H,PT24H", "PT9999H,PT24H"})
  void retry_after_lengthens_never_shortens_and_is_capped(Duration asked, Duration expected) {
    assertThat(POLICY.waitAfter(1, Optional.of(asked), drawing(0.5))).isEqualTo(expected);
  }

  @Test
  void retry_after_below_a_schedule_longer_than_its_cap_changes_nothing() {
    RetryPolicy patient = RetryPolicy.of(RetrySchedule.parse(List.of("48h")), 3);
    assertThat(patient.waitAfter(1, Optional.of(Duration.ofHours(30)), drawing(0.5)))
        .isEqualTo(Duration.ofHours(48));
  }

  @Test
  void an_endpoint_overrides_schedule_and_budget_each_by_itself() {
    RetrySchedule own = RetrySchedule.parse(List.of("1s"));
    assertThat(POLICY.with(rules(null, null))).isEqualTo(POLICY);
    assertThat(POLICY.with(rules(own, null)).maxAttempts()).isEqualTo(2);
    assertThat(POLICY.with(rules(null, 7)).maxAttempts()).isEqualTo(7);
    assertThat(POLICY.with(rules(own, 7)).waitAfter(6, Optional.empty(), drawing(0.5)))
        .as("the last wait repeats")
        .isEqualTo(Duration.ofSeconds(1));
  }

  private static DeliveryRules rules(
      @org.jspecify.annotations.Nullable RetrySchedule schedule,
      @org.jspecify.annotations.Nullable Integer maxAttempts) {
    return new DeliveryRules(
        Duration.ofSeconds(30), schedule, maxAttempts, null, null, Ordering.NONE);
  }

  private static DeliveryDecision decide(OutcomeClass outcome, int attempt, int refusals) {
    return DeliveryDecision.after(
        outcome, new Progress(attempt, refusals), Optional.empty(), POLICY, drawing(0.5));
  }

  private static RandomGenerator drawing(double chance) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new AssertionError("only fractions are drawn");
      }

      @Override
      public double nextDouble() {
        return chance;
      }
    };
  }
}
