package dev.postern.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String SAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void the_example_of_the_specification_is_read_and_written() {
    assertThat(TraceParent.parse(SAMPLE))
        .hasValueSatisfying(it -> {
          assertThat(it.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
          assertThat(it).hasToString(SAMPLE);
        });
  }

  @Test
  void a_step_keeps_the_trace_and_is_another() {
    TraceParent before = TraceParent.parse(SAMPLE).orElseThrow();
    TraceParent step = before.step();
    assertThat(step.traceId()).isEqualTo(before.traceId());
    assertThat(step.parentId()).isNotEqualTo(before.parentId());
    assertThat(TraceParent.parse(step.toString())).contains(step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx: y"
      })
  void what_is_no_trace_is_ignored(String header) {
    assertThat(TraceParent.parse(header)).isEmpty();
  }

  @Test
  void a_later_version_may_say_more() {
    assertThat(TraceParent.parse("01" + SAMPLE.substring(2) + "-more")).isPresent();
  }
}
