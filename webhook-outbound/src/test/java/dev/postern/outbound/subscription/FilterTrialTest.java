package dev.postern.outbound.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.outbound.subscription.FilterTrial.Outcome;
import dev.postern.outbound.subscription.FilterTrial.Sample;
import org.junit.jupiter.api.Test;

class FilterTrialTest {
  private static final Sample PAID = new Sample("invoice.paid", null, "{\"amount\":4200}");
  private final FilterTrial trial =
      new FilterTrial(new FilterCompiler(), new TransformationCompiler());

  @Test
  void a_filter_that_is_true_lets_the_sample_pass() {
    assertThat(trial.filter("data.amount > 1000", PAID)).isEqualTo(new Outcome.Passes());
  }

  @Test
  void a_no_and_an_error_are_told_apart() {
    assertThat(trial.filter("data.amount > 9000", PAID)).isEqualTo(new Outcome.HeldBack(null));
    assertThat(trial.filter("data.total > 1", PAID))
        .isInstanceOfSatisfying(
            Outcome.HeldBack.class, held -> assertThat(held.reason()).contains("total"));
  }

  @Test
  void what_does_not_compile_is_told_with_the_reason() {
    assertThat(trial.filter("data.amount >", PAID))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid -> assertThat(invalid.sentence()).startsWith("The filter does not compile"));
    assertThat(trial.filter("type", PAID))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid -> assertThat(invalid.sentence()).contains("must be true or false"));
  }

  @Test
  void a_sample_that_is_no_json_is_not_the_filters_fault() {
    assertThat(trial.filter("true", new Sample("a", null, "{")))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid -> assertThat(invalid.sentence()).startsWith("The sample is not JSON"));
  }

  @Test
  void a_transformation_shows_what_it_makes() {
    assertThat(trial.transformation("{'cents': data.amount}", PAID))
        .isEqualTo(new Outcome.Becomes("{\"cents\":4200}"));
  }
}
