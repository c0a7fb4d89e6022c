package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of four connections, of which requests may hold two. */
class ConnectionShareTest {
  private static final Duration SOON = Duration.ofMillis(200);

  private final ConnectionShare share = new ConnectionShare(2, Duration.ofSeconds(20));
  private final ExecutorService requests = Executors.newCachedThreadPool();
  private TestDatabase database;

  @BeforeEach
  void start() {
    database = TestDatabase.postgres(4, new String[0]);
  }

  @AfterEach
  void stop() {
    ConnectionShare.leave();
    requests.shutdownNow();
    database.close();
  }

  @Test
  void machine_finds_a_connection_however_many_requests_wait() throws Exception {
    CountDownLatch held = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    List<Future<Integer>> flood = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      flood.add(request(share, () -> inTransaction(held, release)));
    }
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(one()).as("a statement of the machine").isEqualTo(1);
    assertThat(database.transactions().required(this::one)).as("a transaction").isEqualTo(1);

    release.countDown();
    for (Future<Integer> request : flood) {
      assertThat(request.get(10, TimeUnit.SECONDS)).as("each has its turn").isEqualTo(1);
    }
  }

  @Test
  void what_all_wait_for_is_read_while_they_hold_every_turn() throws Exception {
    CountDownLatch held = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    List<Future<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      waiting.add(request(share, () -> inTransaction(held, release)));
    }
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

    Future<Integer> reader = request(share, () -> ConnectionShare.forEverybody(this::one));
    assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    Future<Integer> other =
        request(
            share,
            () -> {
              int unused = ConnectionShare.forEverybody(this::one);
              return one();
            });
    assertThatThrownBy(() -> other.get(SOON.toMillis(), TimeUnit.MILLISECONDS))
        .as("afterwards it needs its turn as before")
        .isInstanceOf(TimeoutException.class);

    release.countDown();
    assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    for (Future<Integer> request : waiting) {
      assertThat(request.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void request_without_a_turn_is_told_in_time_and_has_done_nothing() throws Exception {
    ConnectionShare hasty = new ConnectionShare(1, SOON);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Integer> first = request(hasty, () -> inTransaction(held, release));
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

    hasty.enter();
    assertThatThrownBy(this::one)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("share of the database's connections")
        .satisfies(thrown -> assertThat(Outage.isBehind(thrown)).isTrue());
    assertThatThrownBy(() ->
            database
                .transactions()
                .run(() -> {
                  throw new IllegalStateException("work was begun");
                }))
        .isInstanceOf(StoreException.class);

    release.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(one()).as("the turn is back").isEqualTo(1);
  }

  @Test
  void one_tenant_however_busy_leaves_a_turn_to_the_next() throws Exception {
    ConnectionShare four = new ConnectionShare(4, SOON);
    UUID busy = new UUID(1, 1);
    CountDownLatch held = new CountDownLatch(3);
    CountDownLatch release = new CountDownLatch(1);
    List<Future<Integer>> flood = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      flood.add(request(four, () -> of(busy, () -> inTransaction(held, release))));
    }
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

    Future<Integer> fourth = request(four, () -> of(busy, this::one));
    assertThatThrownBy(fourth::get).hasCauseInstanceOf(StoreException.class);
    assertThat(request(four, () -> of(new UUID(1, 2), this::one)).get()).isEqualTo(1);
    assertThat(request(four, this::one).get()).as("of no tenant yet").isEqualTo(1);

    release.countDown();
    for (Future<Integer> request : flood) {
      assertThat(request.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(request(four, () -> of(busy, this::one)).get())
        .as("its turns are back")
        .isEqualTo(1);
  }

  @Test
  void what_is_nested_needs_no_further_turn_and_failures_give_theirs_back() {
    ConnectionShare single = new ConnectionShare(1, SOON);
    single.enter();
    int[] after = {0};
    database
        .transactions()
        .run(() -> {
          database.transactions().afterCommit(() -> after[0] = one());
          database.transactions().run(this::one);
          assertThat(one()).isEqualTo(1);
        });
    assertThat(after[0]).isEqualTo(1);

    for (int i = 0; i < 3; i++) {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              database
                  .transactions()
                  .run(() -> {
                    throw new IllegalStateException("of the work");
                  }))
          .withMessage("of the work");
    }
    assertThat(one()).isEqualTo(1);
  }

  private static int of(UUID tenant, Callable<Integer> work) throws Exception {
    TenantScope.enter(tenant);
    try {
      return work.call();
    } finally {
      TenantScope.leave();
    }
  }

  private int one() {
    return database.database().queryOne("select 1 as n", row -> row.integer("n")).orElseThrow();
  }

  private int inTransaction(CountDownLatch held, CountDownLatch release) {
    return database
        .transactions()
        .required(() -> {
          int result = one();
          held.countDown();
          try {
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return result;
        });
  }

  private <T> Future<T> request(ConnectionShare of, Callable<T> work) {
    return requests.submit(() -> {
      of.enter();
      try {
        return work.call();
      } finally {
        ConnectionShare.leave();
      }
    });
  }
}
