package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairChanceTest {
  private static final int PLACES = 100;
  private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(-1));
  private final FairChance chance = new FairChance(PLACES, now::get, new Random(7));

  private long given(int free) {
    return IntStream.range(0, 1_000).filter(caller -> chance.isGiven(free)).count();
  }

  @Test
  void everyPlaceIsGivenWhileNobodyIsRefused() {
    assertThat(given(1)).isEqualTo(1_000);
    assertThat(given(PLACES)).isEqualTo(1_000);
  }

  @Test
  void whileItIsFullTheLastPlacesAreNotForWhoeverComesFirst() {
    assertThat(given(0)).isZero();
    assertThat(given(1)).as("one of fifty").isBetween(5L, 40L);
    assertThat(given(PLACES / 4)).as("one of two").isBetween(450L, 550L);
    assertThat(given(PLACES / 2)).isEqualTo(1_000);
  }

  @Test
  void itIsOverASecondAfterItWasFullTheLastTime() {
    assertThat(chance.isGiven(0)).isFalse();
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(900));
    assertThat(given(1)).isLessThan(40);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(given(1)).isEqualTo(1_000);
  }
}
