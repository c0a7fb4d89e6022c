package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StaggeredRetryTest {
  @Test
  void aCrowdIsSpreadOverFiveSeconds() {
    StaggeredRetry again = new StaggeredRetry();
    assertThat(IntStream.range(0, 10).map(caller -> again.seconds()).boxed())
        .containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
  }
}
