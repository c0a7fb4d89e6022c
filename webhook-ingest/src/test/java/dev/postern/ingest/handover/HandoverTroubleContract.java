package dev.postern.ingest.handover;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.SourceId;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.World;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An executor that throws: nothing is lost to it, and nothing is handed over by two at a time. */
abstract class HandoverTroubleContract {
  private static final int PLENTY = 1_000;
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Semaphore release = new Semaphore(0);
  private World world;
  private Handovers node;
  private List<NewReceived> rows;

  abstract World open();

  @BeforeEach
  void takeIn() {
    world = open();
    node =
        Handovers.with(
            world,
            new WebhookHandler(
                "slow",
                new WebhookHandler.Interest("github", List.of("*")),
                false,
                Duration.ofMinutes(1),
                webhook -> {
                  calls.incrementAndGet();
                  begun.countDown();
                  release.acquire();
                }));
    SourceId source = world.source("github", "secret").id();
    rows =
        List.of(webhook(world, source, "e1", "{}", true), webhook(world, source, "e2", "{}", true));
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(rows));
  }

  @AfterEach
  void close() {
    release.release(PLENTY);
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {RejectedExecutionException.class, IllegalStateException.class, Error.class})
  void one_that_is_not_taken_is_given_back_and_the_others_are_started(
      Class<? extends Throwable> type) {
    release.release(PLENTY);
    Handover troubled =
        over((asked, work) -> {
          if (asked == 2) {
            fail(type);
          }
          work.run();
        });
    troubled.wake();

    assertThat(calls).hasValue(1);
    assertThat(due()).isTrue();
    long start = System.nanoTime();
    troubled.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Handover.DRAIN);
    node.handover.wake();
    await().until(this::processed);
    assertThat(calls).hasValue(2);
  }

  @Test
  void what_runs_although_the_executor_threw_keeps_its_lease() {
    over(
            (asked, work) -> {
              if (asked == 1) {
                work.run();
                return;
              }
              world.executor.execute(work);
              await().untilAsserted(() -> assertThat(calls).hasValue(asked - 1));
              fail(Error.class);
            })
        .wake();

    assertThat(due()).isFalse();
    node.handover.wake();
    await().during(Duration.ofMillis(300)).until(() -> calls.get() == 2);
    release.release(PLENTY);
    await().until(this::processed);
    assertThat(calls).hasValue(2);
  }

  @Test
  void what_was_given_back_gives_up_no_place_when_its_turn_comes() throws Exception {
    AtomicReference<Runnable> queued = new AtomicReference<>();
    Handover troubled =
        over((asked, work) -> {
          if (asked == 2) {
            queued.set(work);
            fail(Error.class);
          }
          if (asked == 1) {
            work.run();
          } else {
            world.executor.execute(work);
          }
        });
    troubled.wake();
    begun.await();
    queued.get().run();

    Thread stopping = Thread.ofVirtual().start(troubled::stop);
    assertThat(stopping.join(Duration.ofMillis(300))).as("stopped").isFalse();
    release.release(PLENTY);
    assertThat(stopping.join(Duration.ofSeconds(20))).as("stopped").isTrue();
    assertThat(calls).hasValue(1);
    assertThat(due()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, Error.class})
  void a_worker_that_is_not_taken_is_woken_again(Class<? extends Throwable> type) {
    release.release(PLENTY);
    Handover troubled =
        over((asked, work) -> {
          if (asked == 1) {
            fail(type);
          }
          world.executor.execute(work);
        });
    troubled.wake();
    assertThat(due()).isTrue();

    troubled.wake();
    await().until(this::processed);
  }

  private Handover over(TroubledExecutor.Trouble trouble) {
    return new Handover(
        node.rooms,
        node.task,
        world.database.transactions(),
        new TroubledExecutor(trouble),
        world.config);
  }

  private boolean due() {
    return !world.database.transactions().required(node.queue::dueSources).isEmpty();
  }

  private boolean processed() {
    return rows.stream()
        .allMatch(row ->
            Ledgers.over(world, node).find(World.TENANT, row.id()).orElseThrow().status()
                == ReceivedStatus.PROCESSED);
  }

  private static void fail(Class<? extends Throwable> type) {
    if (type == Error.class) {
      throw new Error("unable to create native thread");
    }
    throw type == IllegalStateException.class
        ? new IllegalStateException("The application stops.")
        : new RejectedExecutionException("It is ending.");
  }

  static final class H2Test extends HandoverTroubleContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends HandoverTroubleContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
