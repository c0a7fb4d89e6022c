package dev.postern.core.egress.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.postern.core.egress.ResolverBusyException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A resolver of four threads and two for slow names; the servers of some names do not answer. */
class CrowdedLookupsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private volatile CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final SystemNameResolver names = new SystemNameResolver(this::system, 4, 2);

  @AfterEach
  void close() {
    answered.countDown();
    callers.shutdownNow();
    names.close();
  }

  @Test
  void a_name_is_looked_up_once_for_all_who_want_it_and_others_find_a_thread() throws Exception {
    List<Future<?>> flood =
        IntStream.range(0, 50).<Future<?>>mapToObj(i -> ask("dead.example")).toList();
    await().until(() -> hanging.get() == 1);

    assertThat(names.lookup("well.example", LONG)).hasSize(1);
    assertThat(hanging).hasValue(1);

    answered.countDown();
    for (Future<?> caller : flood) {
      assertThat(caller.get()).isEqualTo(1);
    }
    assertThat(asked).as("the dead one, once, and the well one").hasValue(2);
  }

  @Test
  void who_asked_in_vain_hears_of_the_name_and_who_had_no_thread_hears_of_the_node() {
    for (int i = 0; i < 4; i++) {
      ask("dead" + i + ".example");
    }
    await().until(() -> hanging.get() == 4);

    assertThat(catchThrowable(() -> names.lookup("dead0.example", SHORT)))
        .isInstanceOf(UnknownHostException.class)
        .isNotInstanceOf(ResolverBusyException.class)
        .hasMessage("no answer within 300 ms");
    assertThat(catchThrowable(() -> names.lookup("well.example", SHORT)))
        .isInstanceOf(ResolverBusyException.class);
  }

  @Test
  void what_nobody_waits_for_any_more_does_not_begin() throws Exception {
    for (int i = 0; i < 4; i++) {
      ask("dead" + i + ".example");
    }
    await().until(() -> hanging.get() == 4);
    for (int i = 10; i < 20; i++) {
      String late = "dead" + i + ".example";
      assertThat(catchThrowable(() -> names.lookup(late, Duration.ofMillis(20))))
          .isInstanceOf(ResolverBusyException.class);
    }
    answered.countDown();

    assertThat(names.lookup("well.example", LONG)).hasSize(1);
    assertThat(asked).hasValue(5);
  }

  @Test
  void names_that_were_slow_share_few_threads_until_they_are_quick_again() throws Exception {
    List<Future<?>> slow =
        IntStream.range(0, 4).<Future<?>>mapToObj(i -> ask("dead" + i + ".example")).toList();
    await().until(() -> hanging.get() == 4);
    Thread.sleep(1_100);
    answered.countDown();
    for (Future<?> caller : slow) {
      assertThat(caller.get()).isEqualTo(1);
    }

    answered = new CountDownLatch(1);
    for (int i = 0; i < 4; i++) {
      ask("dead" + i + ".example");
    }
    await().until(() -> hanging.get() == 2);
    assertThat(names.lookup("well.example", LONG)).hasSize(1);
    assertThat(hanging).as("two have threads, two wait").hasValue(2);

    answered.countDown();
    assertThat(names.lookup("dead3.example", LONG)).hasSize(1);
    await().until(() -> hanging.get() == 0);
    answered = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      ask("dead" + i + ".example");
    }
    await().untilAsserted(() -> assertThat(hanging).as("they were quick").hasValue(3));
  }

  private Future<?> ask(String name) {
    return callers.submit(() -> names.lookup(name, LONG).size());
  }

  private List<InetAddress> system(String host) {
    asked.incrementAndGet();
    if (host.startsWith("dead")) {
      hanging.incrementAndGet();
      try {
        answered.await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
      hanging.decrementAndGet();
    }
    return List.of(InetAddress.getLoopbackAddress());
  }
}
