package dev.postern.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources simulated for weeks, five minutes at a time. */
class AlarmStateTest {
  private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
  private static final int DAY = 288;
  private static final int WEEK = 7 * DAY;

  private AlarmState state = AlarmState.NEW;
  private Instant at = MONDAY;
  private final List<AlarmState.Signal> signals = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noise_alone_never_raises_it(int seed) {
    Random random = new Random(seed);
    run(4 * WEEK, n -> poisson(random, 5), n -> 500);
    assertThat(signals).isEmpty();
  }

  @Test
  void a_source_that_never_fails_may_fail_a_few_times() {
    run(WEEK, n -> 0, n -> 100);
    run(DAY, n -> n % 20 == 0 ? 9 : 0, n -> 100);
    assertThat(signals).isEmpty();

    run(1, n -> 60, n -> 100);
    assertThat(signals).singleElement().isInstanceOf(AlarmState.Burst.class);
  }

  @Test
  void growth_of_everything_is_no_attack() {
    Random random = new Random(4);
    run(2 * WEEK, n -> poisson(random, 2), n -> 200);
    // A launch: twenty times the traffic from one moment to the next, with its share of failures.
    run(DAY, n -> poisson(random, 40), n -> 4000);
    assertThat(signals).isEmpty();
  }

  @Test
  void slow_growth_of_failures_becomes_the_usual() {
    Random random = new Random(5);
    run(6 * WEEK, n -> poisson(random, 2 * Math.pow(1.03, n / (double) DAY)), n -> 300);
    assertThat(signals).isEmpty();
  }

  @Test
  void what_is_usual_at_noon_is_not_at_night() {
    LongToDoubleFunction office = n -> (n % DAY) / 12 >= 9 && (n % DAY) / 12 < 17 ? 40 : 0;
    run(4 * WEEK, office, n -> 50);
    signals.clear();

    run(3 * 12, n -> 0, n -> 50);
    AlarmState beforeNight = state;
    run(1, n -> 40, n -> 50);
    assertThat(signals).as("forty at three in the night").hasSize(1);

    state = beforeNight;
    signals.clear();
    run(9 * 12, office, n -> 50);
    run(12, n -> 40, n -> 50);
    assertThat(signals).as("forty at noon").isEmpty();
  }

  @Test
  void while_a_source_is_new_only_a_real_flood_raises_it() {
    run(6, n -> 30, n -> 0);
    assertThat(signals).as("somebody tries their secret").isEmpty();
    state = AlarmState.NEW;
    run(1, n -> 60, n -> 100);
    assertThat(signals).as("most of it is good").isEmpty();
    state = AlarmState.NEW;
    run(1, n -> 60, n -> 0);
    assertThat(signals).singleElement().isInstanceOf(AlarmState.Burst.class);
  }

  @Test
  void a_burst_is_fresh_once_lasts_and_ends_after_a_quarter_of_an_hour_of_calm() {
    run(WEEK, n -> 1, n -> 100);
    run(6, n -> 400, n -> 100);
    assertThat(signals).hasSize(6).allMatch(signal -> signal instanceof AlarmState.Burst);
    assertThat(signals.stream().map(signal -> ((AlarmState.Burst) signal).fresh()))
        .containsExactly(true, false, false, false, false, false);
    signals.clear();

    run(2, n -> 1, n -> 100);
    assertThat(signals).isEmpty();
    run(1, n -> 1, n -> 100);
    assertThat(signals).singleElement().isInstanceOf(AlarmState.Over.class);
    assertThat(state.burstSince()).isNull();
  }

  @Test
  void an_attack_of_hours_is_not_learned_as_the_usual() {
    run(2 * WEEK, n -> 1, n -> 100);
    run(6 * 12, n -> 500, n -> 100);
    run(DAY, n -> 1, n -> 100);
    signals.clear();
    run(1, n -> 500, n -> 100);
    assertThat(signals).as("the same again the next day").hasSize(1);
  }

  @Test
  void a_glance_raises_at_once_and_teaches_nothing() {
    run(WEEK, n -> 1, n -> 100);
    AlarmState.Look look = state.glance(new Interval(at, 80, 10));
    assertThat(look.signal()).isInstanceOf(AlarmState.Burst.class);
    assertThat(look.state().baseline()).isEqualTo(state.baseline());
    assertThat(look.state().glance(new Interval(at, 90, 10)).signal())
        .isInstanceOfSatisfying(
            AlarmState.Burst.class, burst -> assertThat(burst.fresh()).isFalse());
  }

  @Test
  void the_words_say_how_much_when_and_from_where() {
    Instant tuesday = Instant.parse("2026-11-24T14:20:00Z");
    AlarmState.Burst burst = new AlarmState.Burst(new Interval(tuesday, 400, 10), 10, true);
    assertThat(
            BurstWords.of(
                burst, true, Map.of("bad_signature", 300L, "stale_timestamp", 100L), 3, false))
        .isEqualTo("bad_signature 40× the usual for Tuesdays 14:00 UTC, from 3 networks.");
    AlarmState.Burst none = new AlarmState.Burst(new Interval(tuesday, 120, 10), 0.1, true);
    assertThat(BurstWords.of(none, true, Map.of("bad_signature", 120L), 1, true))
        .isEqualTo(
            "bad_signature 120 times in 5 minutes, where Tuesdays 14:00 UTC usually see none,"
                + " from more than 1 network.");
    assertThat(BurstWords.of(none, false, Map.of(), 0, false))
        .isEqualTo("bad_signature 120 times in 5 minutes at a source that is still new.");
  }

  private void run(int intervals, LongToDoubleFunction failures, LongToDoubleFunction verified) {
    for (int n = 0; n < intervals; n++) {
      long tick = Duration.between(MONDAY, at).toMinutes() / 5;
      AlarmState.Look look =
          state.whole(
              new Interval(
                  at,
                  Math.round(failures.applyAsDouble(tick)),
                  Math.round(verified.applyAsDouble(tick))));
      state = look.state();
      if (!(look.signal() instanceof AlarmState.Usual)) {
        signals.add(look.signal());
      }
      at = at.plus(Interval.LENGTH);
    }
  }

  private static double poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
