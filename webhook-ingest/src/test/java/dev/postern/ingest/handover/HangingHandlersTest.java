package dev.postern.ingest.handover;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Handlers that hang, each inside of a transaction, for more sources than the node's pool has
 * connections.
 */
class HangingHandlersTest {
  private static final int CONNECTIONS = 24;
  private static final int SOURCES = 30;

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private final List<NewReceived> stuck = new ArrayList<>();
  private World world;
  private Handovers node;

  @BeforeEach
  void hangEverySource() {
    world = World.pooled(CONNECTIONS, "postern.handover.lease", "3s");
    node =
        Handovers.with(
            world,
            handler(
                "hanging",
                "github",
                () -> {
                  hanging.incrementAndGet();
                  release.await();
                }),
            handler("good", "stripe", () -> {}));
    for (int i = 0; i < SOURCES; i++) {
      stuck.add(row(world.source("github", "secret"), "b" + i));
    }
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(stuck));
    node.handover.wake();
    await().until(() -> hanging.get() >= TransactionPlaces.ON_A_NODE / 2);
  }

  @AfterEach
  void close() {
    release.countDown();
    world.close();
  }

  @Test
  void webhooks_are_taken_in_and_handed_over_by_other_handlers() {
    GroupCommit intake = world.groupCommit(2);
    Source stripe = world.source("stripe", "whsec_secret");
    for (int i = 0; i < 10; i++) {
      NewReceived fine = row(stripe, "g" + i);
      assertThat(intake.commit(List.of(fine))).as("taken in").isPresent();
      node.handover.wake();
      await().until(() -> status(fine) == ReceivedStatus.PROCESSED);
    }
    assertThat(hanging).hasValue(TransactionPlaces.ON_A_NODE / 2);
  }

  @Test
  void what_hangs_and_what_waits_keeps_its_lease_and_is_done_in_the_end() {
    HandoverQueue other = Handovers.with(world).queue;

    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> world.database.transactions().required(other::dueSources).isEmpty());
    assertThat(hanging).hasValue(TransactionPlaces.ON_A_NODE / 2);

    release.countDown();
    await().until(() -> stuck.stream().allMatch(row -> status(row) == ReceivedStatus.PROCESSED));
    assertThat(hanging).as("each once").hasValue(SOURCES);
  }

  private interface Hang {
    void here() throws InterruptedException;
  }

  private static WebhookHandler handler(String name, String provider, Hang work) {
    return new WebhookHandler(
        name,
        new WebhookHandler.Interest(provider, List.of("*")),
        true,
        Duration.ofMinutes(1),
        webhook -> work.here());
  }

  private NewReceived row(Source source, String eventId) {
    return webhook(world, source.id(), eventId, "{}", true);
  }

  private ReceivedStatus status(NewReceived row) {
    return Ledgers.over(world, node).find(World.TENANT, row.id()).orElseThrow().status();
  }
}
