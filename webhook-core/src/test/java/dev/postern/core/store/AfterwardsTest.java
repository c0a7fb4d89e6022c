package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AfterwardsTest {
  private final Afterwards afterwards = new Afterwards();
  private final List<String> seen = new ArrayList<>();

  @Test
  void it_runs_once_after_all_was_given_back() {
    Runnable work = () -> seen.add("afterwards");

    String result =
        afterwards.within(() -> {
          assertThat(afterwards.add(work)).isTrue();
          assertThat(afterwards.add(work)).isTrue();
          seen.add("given back");
          return "done";
        });

    assertThat(result).isEqualTo("done");
    assertThat(seen).containsExactly("given back", "afterwards");
  }

  @Test
  void nothing_of_a_transaction_that_failed_runs() {
    assertThatThrownBy(() ->
            afterwards.within(() -> {
              assertThat(afterwards.add(() -> seen.add("afterwards"))).isTrue();
              throw new IllegalStateException("refused");
            }))
        .hasMessage("refused");

    assertThat(seen).isEmpty();
    assertThat(afterwards.add(() -> seen.add("later"))).as("none is open").isFalse();
  }

  /** As when something that runs after a commit opens one of its own. */
  @Test
  void a_transaction_within_leaves_the_outer_ones_alone() {
    boolean unused =
        afterwards.within(() -> {
          assertThat(afterwards.add(() -> seen.add("outer"))).isTrue();
          boolean inner = afterwards.within(() -> afterwards.add(() -> seen.add("inner")));
          seen.add("between");
          return inner && afterwards.add(() -> seen.add("outer, later"));
        });

    assertThat(seen).containsExactly("inner", "between", "outer", "outer, later");
  }
}
