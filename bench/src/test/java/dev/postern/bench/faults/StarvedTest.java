package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StarvedTest {
  @Test
  void withoutRefusalsOrWithRoomInTheHeapNothingWasProvoked() {
    assertThat(Starved.provoked(1, 0.7)).isTrue();
    assertThat(Starved.provoked(0, 0.7)).isFalse();
    assertThat(Starved.provoked(1, 0.5)).isFalse();
    assertThat(Starved.provoked(1, 0)).isFalse();
  }
}
