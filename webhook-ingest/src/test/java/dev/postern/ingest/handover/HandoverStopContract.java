package dev.postern.ingest.handover;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.World;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node that stops, or has no part in handing over, leaves to the others at once. */
abstract class HandoverStopContract {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private World world;
  private Handovers node;
  private NewReceived row;

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
                  begun.countDown();
                  release.await();
                }));
    row = webhook(world, world.source("github", "secret").id(), "e1", "{}", true);
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(List.of(row)));
  }

  @AfterEach
  void close() {
    release.countDown();
    world.close();
  }

  @Test
  void what_is_claimed_and_not_begun_is_given_back_and_has_had_no_attempt() {
    over(new TroubledExecutor((asked, work) -> {
      // As the container's when it ends: what has begun goes on, and nothing begins.
      if (asked > 1) {
        throw new RejectedExecutionException("It is ending.");
      }
      work.run();
    }))
        .wake();

    assertThat(due()).isTrue();
    assertThat(begun.getCount()).isOne();
    assertThat(
            world
                .database
                .database()
                .queryOne(
                    "select attempt_count from handover_queue", it -> it.integer("attempt_count")))
        .contains(0);
    release.countDown();
    node.handover.wake();
    await().until(() -> status() == ReceivedStatus.PROCESSED);
  }

  @Test
  void what_is_given_back_stays_ahead_of_what_came_after_it() {
    NewReceived later = webhook(world, row.source(), "e2", "{}", true);
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(List.of(later)));
    int unused =
        world
            .database
            .database()
            .update(
                "update handover_queue set due_at = current_timestamp - interval '1' hour where id"
                    + " = ?",
                row.id());
    Claimed claimed = claimOne();
    assertThat(claimed.id()).isEqualTo(row.id());

    world.database.transactions().run(() -> node.queue.giveBack(claimed));

    assertThat(claimOne().id()).isEqualTo(row.id());
  }

  @Test
  void what_is_under_way_is_waited_for() throws Exception {
    node.handover.wake();
    begun.await();
    Thread stopping = Thread.ofVirtual().start(node.handover::stop);
    assertThat(stopping.join(Duration.ofMillis(300))).as("stopped").isFalse();

    release.countDown();
    assertThat(stopping.join(Duration.ofSeconds(20))).as("stopped").isTrue();
    assertThat(status()).isEqualTo(ReceivedStatus.PROCESSED);
  }

  @Test
  void what_takes_longer_keeps_its_lease() throws Exception {
    node.handover.wake();
    begun.await();
    long start = System.nanoTime();
    node.handover.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Handover.DRAIN);
    assertThat(due()).isFalse();
  }

  @Test
  void a_node_that_has_stopped_claims_nothing_more() {
    Handover stopped = over(world.executor);
    stopped.stop();

    leftAlone(stopped);
  }

  @Test
  void a_node_without_the_role_does_nothing_of_it_also_when_it_is_told_of_some() {
    Handover other = over(world.executor);
    other.start(
        new Object(),
        PlatformConfig.from(
            new Settings(
                key -> key.equals("postern.roles") ? Optional.of("console") : Optional.empty())),
        world.scheduler);

    leftAlone(other);
  }

  private void leftAlone(Handover resting) {
    world.database.transactions().run(() -> resting.again(World.TENANT, row.source(), row.id()));
    await().during(Duration.ofMillis(300)).until(this::due);
    assertThat(begun.getCount()).isOne();
  }

  private Handover over(ExecutorService executor) {
    return new Handover(
        node.rooms, node.task, world.database.transactions(), executor, world.config);
  }

  private Claimed claimOne() {
    return world
        .database
        .transactions()
        .required(() -> node.queue.claim(row.source(), 1, Duration.ofMinutes(1)))
        .getFirst();
  }

  private boolean due() {
    return !world.database.transactions().required(node.queue::dueSources).isEmpty();
  }

  private ReceivedStatus status() {
    return Ledgers.over(world, node).find(World.TENANT, row.id()).orElseThrow().status();
  }

  static final class H2Test extends HandoverStopContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends HandoverStopContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
