package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComingAgainTest {
  private static final int SLOWEST = 10;
  private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(-1));
  private final ComingAgain again = new ComingAgain(SLOWEST, now::get);

  /** So many were answered in the second that has just passed. */
  private void answered(int count) {
    for (int i = 0; i < count; i++) {
      now.addAndGet(TimeUnit.SECONDS.toNanos(1) / count);
      again.answered();
    }
    now.addAndGet(count);
  }

  private Map<Integer, Integer> told(int count) {
    Map<Integer, Integer> crowd = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      crowd.merge(again.seconds(), 1, Integer::sum);
    }
    return crowd;
  }

  @Test
  void asManyAreToldToComeInASecondAsWereAnsweredInOne() {
    answered(200);
    answered(200);
    assertThat(told(600))
        .containsOnlyKeys(1, 2, 3)
        .allSatisfy((second, crowd) -> assertThat(crowd).isBetween(195, 205));
  }

  @Test
  void whoIsRefusedLaterStandsBehindThoseBefore() {
    answered(200);
    answered(200);
    told(400);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(again.seconds()).as("a second of the two has passed").isEqualTo(2);
    now.addAndGet(TimeUnit.SECONDS.toNanos(30));
    assertThat(again.seconds()).as("they have come").isEqualTo(1);
  }

  @Test
  void nobodyIsSentAwayForLongerThanThreeSeconds() {
    assertThat(told(1_000))
        .as("nothing was answered yet: ten a second, and again from the front")
        .containsOnlyKeys(1, 2, 3)
        .allSatisfy((second, crowd) -> assertThat(crowd).isBetween(320, 345));
  }

  @Test
  void aNodeThatHadLittleToDoIsNotTakenForASlowOne() {
    again.answered();
    now.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(told(20)).as("ten a second, not one in an hour").containsOnlyKeys(1, 2);
  }
}
