package dev.postern.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
  private final Rounds rounds = new Rounds(pool);
  private final ScheduledExecutorService timer = rounds.asTimer();

  @Test
  void what_is_repeated_ends_and_what_is_to_happen_once_happens() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    ScheduledFuture<?> repeated =
        timer.scheduleWithFixedDelay(twice::countDown, 0, 1, TimeUnit.MILLISECONDS);
    ScheduledFuture<String> once = timer.schedule(() -> "done", 300, TimeUnit.MILLISECONDS);
    assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();

    rounds.end();

    assertThat(repeated.isCancelled()).isTrue();
    assertThat(once.get(30, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void a_round_that_finds_its_executor_gone_is_no_error() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            () -> {
              twice.countDown();
              throw new RejectedExecutionException("gone");
            },
            0,
            1,
            TimeUnit.MILLISECONDS);

    assertThat(twice.await(30, TimeUnit.SECONDS)).as("it goes on").isTrue();
  }

  @Test
  void what_is_repeated_outlives_a_failure() throws Exception {
    CountDownLatch thrice = new CountDownLatch(3);
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            () -> {
              thrice.countDown();
              throw new ClassFormatError("no file handle left");
            },
            0,
            1,
            TimeUnit.MILLISECONDS);

    assertThat(thrice.await(30, TimeUnit.SECONDS)).as("it goes on").isTrue();
  }

  @Test
  void a_refusal_comes_as_the_timer_says_it() {
    pool.shutdownNow();

    assertThatThrownBy(() -> timer.schedule(() -> {}, 1, TimeUnit.SECONDS))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
