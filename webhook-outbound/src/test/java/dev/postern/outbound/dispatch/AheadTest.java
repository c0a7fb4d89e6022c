package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AheadTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Ahead ahead = new Ahead(now::get);

  @Test
  void nobody_is_claimed_ahead_before_anything_was_sent() {
    pass(20);
    assertThat(ahead.room()).isZero();
  }

  @Test
  void as_many_as_were_sent_in_the_last_twenty_milliseconds() {
    ahead.sent(30);
    ahead.sent(1);
    assertThat(ahead.room()).as("not over yet").isZero();
    pass(20);
    assertThat(ahead.room()).isEqualTo(31);
    pass(19);
    assertThat(ahead.room()).isEqualTo(31);
    pass(1);
    assertThat(ahead.room()).as("nothing since").isZero();
  }

  @Test
  void what_was_sent_long_ago_counts_no_more() {
    ahead.sent(30);
    pass(40);
    assertThat(ahead.room()).isZero();
  }

  @Test
  void a_very_fast_node_leaves_something_to_the_others() {
    ahead.sent(5_000);
    pass(20);
    assertThat(ahead.room()).isEqualTo(192);
  }

  private void pass(long millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
