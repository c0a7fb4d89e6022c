package dev.postern.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.SourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionPlacesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final TransactionPlaces places = new TransactionPlaces(16);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void one_source_gets_a_quarter_and_others_get_theirs() {
    assertThat(admitted(10, 1, "a")).isEqualTo(4);
    assertThat(admitted(1, 2, "a")).isOne();
    assertThat(admitted(1, 3, "a")).isOne();
    assertThat(admitted(1, 1, "b")).isOne();
  }

  @Test
  void a_handler_that_hangs_for_every_source_leaves_half_to_the_others() {
    int of = 0;
    for (int source = 1; source <= 30; source++) {
      of += admitted(1, source, "hanging");
    }
    assertThat(of).isEqualTo(8);
    assertThat(admitted(1, 1, "good")).isOne();
    assertThat(admitted(1, 31, "good")).isOne();
  }

  @Test
  void who_waits_in_vain_is_told_so() throws Exception {
    assertThat(admitted(4, 1, "a")).isEqualTo(4);
    assertThat(places.enter(source(1), "a", Duration.ofMillis(20))).isFalse();
    assertThat(places.enter(source(2), "a", Duration.ZERO)).as("it took no place").isTrue();
  }

  @Test
  void there_are_never_more_than_there_are() {
    int all = 0;
    for (int handler = 0; handler < 30; handler++) {
      all += admitted(1, handler, "h" + handler);
    }
    assertThat(all).isEqualTo(16);
  }

  @Test
  void what_overran_is_confined_until_it_ends_in_time() throws Exception {
    for (int source = 1; source <= 8; source++) {
      assertThat(places.enter(source(source), "a", PATIENCE)).isTrue();
    }
    for (int source = 1; source <= 8; source++) {
      places.leave(source(source), "a", true);
    }
    int again = 0;
    for (int source = 1; source <= 8; source++) {
      again += admitted(1, source, "a");
    }
    assertThat(again).isEqualTo(4);
    assertThat(admitted(1, 9, "a")).as("one that never overran").isOne();

    places.leave(source(1), "a", false);
    assertThat(admitted(1, 1, "a")).as("it ended in time").isOne();
  }

  @Test
  void who_waits_goes_on_when_another_leaves() {
    assertThat(admitted(4, 1, "a")).isEqualTo(4);
    AtomicInteger entered = new AtomicInteger();
    threads.execute(() -> enter(1, "a", entered));
    assertThat(entered).hasValue(0);

    places.leave(source(1), "a", false);

    await().until(() -> entered.get() == 1);
  }

  /** The rest is for the writers of webhooks, leases, requests of the API, deliveries. */
  @Test
  void a_third_of_the_servers_pool_is_left_to_everything_else() throws Exception {
    Matcher pool =
        Pattern.compile("maxPoolSize=\"([0-9]+)\"")
            .matcher(Files.readString(Path.of("../server.xml")));
    assertThat(pool.find()).isTrue();
    assertThat(TransactionPlaces.ON_A_NODE * 3)
        .isLessThanOrEqualTo(Integer.parseInt(pool.group(1)) * 2);
  }

  /** How many of that many tries got a place; the others still wait when this returns. */
  private int admitted(int tries, int source, String handler) {
    AtomicInteger entered = new AtomicInteger();
    Thread[] waiting = new Thread[tries];
    for (int i = 0; i < tries; i++) {
      waiting[i] = Thread.ofVirtual().start(() -> enter(source, handler, entered));
    }
    for (Thread thread : waiting) {
      await()
          .until(() ->
              thread.getState() == Thread.State.TIMED_WAITING
                  || thread.getState() == Thread.State.TERMINATED);
      thread.interrupt();
    }
    for (Thread thread : waiting) {
      await().until(() -> !thread.isAlive());
    }
    return entered.get();
  }

  private void enter(int source, String handler, AtomicInteger entered) {
    try {
      places.enter(source(source), handler, PATIENCE);
      entered.incrementAndGet();
    } catch (InterruptedException gaveUp) {
      Thread.currentThread().interrupt();
    }
  }

  private static SourceId source(int number) {
    return new SourceId(new UUID(1, number));
  }
}
