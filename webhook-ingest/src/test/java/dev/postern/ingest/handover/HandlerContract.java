package dev.postern.ingest.handover;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.ingest.Forward;
import dev.postern.ingest.HandoverOutcome;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.handle.IncomingWebhook;
import dev.postern.ingest.handle.Once;
import dev.postern.ingest.handle.UnprocessableWebhook;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.received.ReceivedLedger;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for webhooks that the application's own code handles. */
abstract class HandlerContract {
  final List<IncomingWebhook> handled = new CopyOnWriteArrayList<>();
  World world;
  Handovers node;

  abstract World open(String... keyValue);

  @BeforeEach
  void openWorld() {
    world = open("postern.handover.retry.schedule", "10ms,20ms", "postern.handover.lease", "3s");
    node = Handovers.with(world);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_handler_gets_what_it_asked_for_and_nothing_else() {
    node = Handovers.with(world, handler("paid", handled::add));
    Source stripe = world.source("stripe", "whsec_secret");
    Source github = world.source("github", "secret");
    NewReceived wanted = take(stripe, "e1", "{\"id\":\"e1\"}");
    NewReceived other = take(github, "e2", "{}");

    settle(wanted, ReceivedStatus.PROCESSED);
    settle(other, ReceivedStatus.PROCESSED);

    assertThat(handled).hasSize(1);
    IncomingWebhook webhook = handled.getFirst();
    assertThat(webhook.id()).isEqualTo(wanted.id());
    assertThat(webhook.origin().provider()).isEqualTo("stripe");
    assertThat(webhook.origin().source()).isEqualTo(stripe.id());
    assertThat(webhook.eventId()).isEqualTo("e1");
    assertThat(webhook.text()).isEqualTo("{\"id\":\"e1\"}");
    assertThat(webhook.headers().first("content-type")).contains("application/json");
    assertThat(webhook.attempt()).isOne();
    assertThat(outcome(wanted, "paid").orElseThrow().status())
        .isEqualTo(HandoverOutcome.Status.DONE);
    assertThat(ledger().outcomes(World.TENANT, other.id())).isEmpty();
  }

  @Test
  void a_failing_handler_is_tried_again_alone_and_its_last_error_is_on_record() {
    AtomicInteger tries = new AtomicInteger();
    node =
        Handovers.with(
            world,
            handler("good", handled::add),
            handler(
                "shaky",
                webhook -> {
                  if (tries.incrementAndGet() < 3) {
                    throw new IllegalStateException("try " + tries);
                  }
                }));
    NewReceived row = take(forwarding(), "e1", "{}");

    node.handover.wake();
    await().until(() -> outcome(row, "shaky").isPresent());
    assertThat(outcome(row, "shaky").orElseThrow())
        .extracting(HandoverOutcome::error)
        .asString()
        .startsWith("try ");

    settle(row, ReceivedStatus.PROCESSED);
    assertThat(tries).hasValue(3);
    assertThat(handled).as("the good one was done the first time").hasSize(1);
    assertThat(node.handed).as("and so were the subscribers").hasSize(1);
    assertThat(outcome(row, "shaky").orElseThrow())
        .satisfies(outcome -> {
          assertThat(outcome.status()).isEqualTo(HandoverOutcome.Status.DONE);
          assertThat(outcome.attempts()).isEqualTo(3);
          assertThat(outcome.error()).isNull();
        });
  }

  @Test
  void a_failing_sink_does_not_keep_it_from_handlers() {
    node = Handovers.with(world, handler("good", handled::add));
    node.sink =
        event -> {
          throw new IllegalStateException("no room");
        };
    NewReceived row = take(forwarding(), "e1", "{}");

    settle(row, ReceivedStatus.DEAD);

    assertThat(handled).hasSize(1);
    assertThat(outcome(row, "publish").orElseThrow().error()).isEqualTo("no room");
  }

  @Test
  void what_cannot_be_processed_is_dead_at_once_and_reprocessing_calls_again() {
    AtomicInteger tries = new AtomicInteger();
    node =
        Handovers.with(
            world,
            handler(
                "picky",
                webhook -> {
                  if (tries.incrementAndGet() == 1) {
                    throw new UnprocessableWebhook("no such customer");
                  }
                }));
    NewReceived row = take(world.source("stripe", "whsec_secret"), "e1", "{}");

    settle(row, ReceivedStatus.DEAD);
    assertThat(tries).hasValue(1);
    assertThat(outcome(row, "picky").orElseThrow())
        .satisfies(outcome -> {
          assertThat(outcome.status()).isEqualTo(HandoverOutcome.Status.REFUSED);
          assertThat(outcome.error()).isEqualTo("no such customer");
        });

    ledger().reprocess(World.TENANT, row.id());
    settle(row, ReceivedStatus.PROCESSED);
    assertThat(tries).hasValue(2);
  }

  @Test
  void what_a_failed_try_wrote_is_rolled_back_and_done_once() {
    Once once = new Once(world.database.database(), world.database.transactions(), world.now::get);
    AtomicInteger done = new AtomicInteger();
    AtomicInteger tries = new AtomicInteger();
    node =
        Handovers.with(
            world,
            handler(
                "credit",
                webhook -> {
                  once.run(webhook, done::incrementAndGet);
                  if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("after the work");
                  }
                }));
    NewReceived row = take(world.source("stripe", "whsec_secret"), "e1", "{}");

    node.handover.wake();
    await().until(() -> outcome(row, "credit").isPresent());
    settle(row, ReceivedStatus.PROCESSED);
    assertThat(done).as("the first was rolled back with its key").hasValue(2);
    assertThat(world.rows("handled_once")).isOne();

    ledger().reprocess(World.TENANT, row.id());
    await().until(() -> tries.get() == 3);
    settle(row, ReceivedStatus.PROCESSED);
    assertThat(done).as("a reprocessed webhook is not worked on again").hasValue(2);
  }

  @Test
  void a_handler_that_hangs_blocks_no_other_source_and_is_given_to_nobody_else() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger entered = new AtomicInteger();
    Source bad = world.source("github", "secret");
    node =
        Handovers.with(
            world,
            handler("paid", handled::add),
            new WebhookHandler(
                "hanging",
                new WebhookHandler.Interest("github", List.of("*")),
                false,
                Duration.ofMillis(100),
                webhook -> {
                  entered.incrementAndGet();
                  untilReleased(release);
                }));
    int backlog = 10;
    List<NewReceived> stuck = new java.util.ArrayList<>();
    for (int i = 0; i < backlog; i++) {
      stuck.add(take(bad, "b" + i, "{}"));
    }
    node.handover.wake();
    await().until(() -> entered.get() == world.config.handover().perSource());

    NewReceived fine = take(world.source("stripe", "whsec_secret"), "g1", "{}");
    settle(fine, ReceivedStatus.PROCESSED);
    assertThat(entered).as("its own part of the places only").hasValue(8);

    // Longer than the lease: it is renewed as long as the handler runs.
    Handovers second = Handovers.with(world, handler("paid", handled::add));
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(8))
        .until(() -> status(stuck.getFirst()) == ReceivedStatus.PROCESSING);
    assertThat(claim(second)).hasSizeLessThanOrEqualTo(backlog - 8);
    assertThat(entered).hasValue(8);
    release.countDown();
    await().until(() -> status(stuck.getFirst()) == ReceivedStatus.PROCESSED);
  }

  @Test
  void who_lost_the_lease_while_handling_commits_nothing() throws Exception {
    Once once = new Once(world.database.database(), world.database.transactions(), world.now::get);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    node =
        Handovers.with(
            world,
            handler(
                "slow",
                webhook -> {
                  inside.countDown();
                  untilReleased(release);
                  once.run(webhook, () -> handled.add(webhook));
                }));
    NewReceived row = take(world.source("stripe", "whsec_secret"), "e1", "{}");
    Claimed late = claim(node).getFirst();
    Thread runner = Thread.ofVirtual().start(() -> node.task.run(late));
    inside.await();
    world
        .database
        .database()
        .update(
            "update handover_queue set lease_token = ? where id = ?", world.ids.next(), row.id());
    release.countDown();
    runner.join();

    assertThat(handled).as("it ran").hasSize(1);
    assertThat(world.rows("handled_once")).as("but what it wrote is gone").isZero();
    assertThat(ledger().outcomes(World.TENANT, row.id())).isEmpty();
    assertThat(world.rows("handover_queue")).isOne();
  }

  @Test
  void a_deleted_source_leaves_no_outcomes_and_no_orphans() {
    node = Handovers.with(world, handler("paid", handled::add));
    Source source = world.source("stripe", "whsec_secret");
    NewReceived row = take(source, "e1", "{}");
    settle(row, ReceivedStatus.PROCESSED);
    assertThat(world.rows("handover_outcome")).isOne();

    world.sources.delete(World.TENANT, source.id());
    assertThat(world.rows("handover_outcome")).isZero();

    world.database.transactions().run(() -> node.queue.again(World.TENANT, source.id(), row.id()));
    new Housekeeping(node.rooms, world.now::get, world.config).sweep();
    assertThat(world.rows("handover_queue")).isZero();
  }

  @Test
  void outcomes_and_keys_are_forgotten_in_time() {
    Once once = new Once(world.database.database(), world.database.transactions(), world.now::get);
    node = Handovers.with(world, handler("paid", webhook -> once.run(webhook, () -> {})));
    settle(take(world.source("stripe", "whsec_secret"), "e1", "{}"), ReceivedStatus.PROCESSED);
    Housekeeping housekeeping = new Housekeeping(node.rooms, world.now::get, world.config);

    world.now.updateAndGet(now -> now.plus(Duration.ofDays(89)));
    housekeeping.sweep();
    assertThat(world.rows("handover_outcome")).isOne();

    world.now.updateAndGet(now -> now.plus(Duration.ofDays(2)));
    housekeeping.sweep();
    assertThat(world.rows("handover_outcome")).isZero();
    assertThat(world.rows("handled_once")).isZero();
  }

  private static void untilReleased(CountDownLatch release) {
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException ignoredByABadHandler) {
        released = release.getCount() == 0;
      }
    }
  }

  static WebhookHandler handler(String name, WebhookHandler.Work work) {
    return new WebhookHandler(
        name, new WebhookHandler.Interest("stripe", List.of("invoice.*")), true, null, work);
  }

  private Source forwarding() {
    return world.source(
        "stripe", "whsec_secret", settings -> settings.forwarding(new Forward(true, "in.")));
  }

  private ReceivedLedger ledger() {
    return Ledgers.over(world, node);
  }

  NewReceived take(Source source, String eventId, String body) {
    NewReceived row = webhook(world, source.id(), eventId, body, true);
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(List.of(row)));
    return row;
  }

  private List<Claimed> claim(Handovers by) {
    return world
        .database
        .transactions()
        .required(() ->
            by.queue.dueSources().stream()
                .flatMap(
                    source -> by.queue.claim(source, 100, world.config.handover().lease()).stream())
                .toList());
  }

  void settle(NewReceived row, ReceivedStatus status) {
    await()
        .until(() -> {
          node.handover.wake();
          return status(row) == status;
        });
  }

  private @Nullable ReceivedStatus status(NewReceived row) {
    return ledger().find(World.TENANT, row.id()).orElseThrow().status();
  }

  Optional<HandoverOutcome> outcome(NewReceived row, String recipient) {
    return ledger().outcomes(World.TENANT, row.id()).stream()
        .filter(outcome -> outcome.recipient().equals(recipient))
        .findFirst();
  }

  static final class H2Test extends HandlerContract {
    @Override
    World open(String... keyValue) {
      return World.h2(keyValue);
    }
  }

  static final class PostgresTest extends HandlerContract {
    @Override
    World open(String... keyValue) {
      return World.postgres(keyValue);
    }

    @Test
    void a_handler_that_overruns_is_interrupted_and_tried_again() {
      AtomicInteger tries = new AtomicInteger();
      node =
          Handovers.with(
              world,
              new WebhookHandler(
                  "sleepy",
                  new WebhookHandler.Interest("*", List.of("*")),
                  true,
                  Duration.ofMillis(50),
                  webhook -> {
                    if (tries.incrementAndGet() == 1) {
                      new CountDownLatch(1).await();
                    }
                  }));
      NewReceived row = take(world.source("stripe", "whsec_secret"), "e1", "{}");

      node.handover.wake();
      await().until(() -> outcome(row, "sleepy").isPresent());
      assertThat(outcome(row, "sleepy").orElseThrow().error())
          .isEqualTo("It took longer than PT0.05S.");
      settle(row, ReceivedStatus.PROCESSED);
      assertThat(tries).hasValue(2);
    }
  }
}
