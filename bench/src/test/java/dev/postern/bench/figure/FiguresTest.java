package dev.postern.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void fewerDeliveriesAreAnotherFigure() {
    assertThat(new Drain(1, 100_000).name()).isEqualTo("drain, one node");
    assertThat(new Drain(2, 100_000).name()).isEqualTo("drain, 2 nodes");
    assertThat(new Drain(1, 10_000).name()).isEqualTo("drain of 10,000, one node");
  }
}
