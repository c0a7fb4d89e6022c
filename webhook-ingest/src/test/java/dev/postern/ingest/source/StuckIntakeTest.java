package dev.postern.ingest.source;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Outage;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.World;
import dev.postern.ingest.source.store.SourcePurge;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.ReceivedStore;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A node that stops between taking in and its commit keeps its locks until PostgreSQL misses it.
 * Whoever waits for them must not keep the other nodes from taking in.
 */
class StuckIntakeTest {
  private static final int CONNECTIONS = 4;

  private final World world = World.pooled(CONNECTIONS);
  private final ReceivedStore store = ReceivedStoreProducer.of(world.database.database());
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private Source source;

  @BeforeEach
  void makeSource() {
    source = world.source("stripe", "whsec_secret");
  }

  @AfterEach
  void close() {
    over.countDown();
    world.close();
  }

  @Test
  void a_change_gives_up_before_others_cannot_take_in() throws Exception {
    Future<?> node =
        stuck(() -> store.take(List.of(webhook(world, source.id(), "e1", "{}", true))));

    givesUpWhileOthersTakeIn(this::rename);
    assertThat(world.sources.find(World.TENANT, source.id()).orElseThrow().name())
        .isEqualTo("A source");

    over.countDown();
    node.get(5, TimeUnit.SECONDS);
    rename();
    assertThat(world.sources.find(World.TENANT, source.id()).orElseThrow().name())
        .isEqualTo("Renamed");
  }

  @Test
  void a_change_gives_up_behind_a_node_that_does_not_know_the_gate() throws Exception {
    Future<?> node =
        stuck(() ->
            world
                .database
                .database()
                .query("select id from source where id = ? for share", row -> 1, source.id()));

    givesUpWhileOthersTakeIn(this::rename);

    over.countDown();
    node.get(5, TimeUnit.SECONDS);
  }

  @Test
  void the_deletion_of_a_tenant_gives_up_too() throws Exception {
    Future<?> node =
        stuck(() -> store.take(List.of(webhook(world, source.id(), "e1", "{}", true))));

    givesUpWhileOthersTakeIn(this::deleteTenant);
    assertThat(world.rows("source")).isEqualTo(1);

    over.countDown();
    node.get(5, TimeUnit.SECONDS);
    deleteTenant();
    assertThat(world.rows("source")).isZero();
  }

  @Test
  void whoever_knows_the_id_of_anothers_source_stops_nobody() throws Exception {
    Future<?> node =
        stuck(() -> store.take(List.of(webhook(world, source.id(), "e1", "{}", true))));

    assertThatThrownBy(() -> world.sources.delete(World.OTHER, source.id()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("not_found"));

    over.countDown();
    node.get(5, TimeUnit.SECONDS);
  }

  @Test
  void its_limit_ends_with_its_transaction() {
    rename();

    for (int i = 0; i < 2 * CONNECTIONS; i++) {
      assertThat(
              world.database.database().query("show lock_timeout", row -> row.text("lock_timeout")))
          .containsExactly("0");
    }
  }

  private void givesUpWhileOthersTakeIn(Runnable change) throws Exception {
    Future<?> waiting = world.executor.submit(change);
    while (waiting() == 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    Future<List<Receipt>> others =
        world.executor.submit(() ->
            world
                .database
                .transactions()
                .required(
                    () -> store.take(List.of(webhook(world, source.id(), "e2", "{}", true)))));

    assertThat(others.get(5, TimeUnit.SECONDS)).hasOnlyElementsOfType(Receipt.Stored.class);
    assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .satisfies(thrown -> assertThat(Outage.isLocked(thrown)).isTrue());
  }

  /** Work in a transaction that is open until {@link #over}. */
  private Future<?> stuck(Runnable work) throws InterruptedException {
    Future<?> node =
        world.executor.submit(() ->
            world
                .database
                .transactions()
                .run(() -> {
                  work.run();
                  stuck.countDown();
                  await(over);
                }));
    assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
    return node;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long waiting() {
    return world
        .database
        .database()
        .queryOne(
            """
            select count(*) as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """,
            row -> row.number("n"))
        .orElseThrow();
  }

  private void rename() {
    Source unused =
        world.sources.update(
            World.TENANT,
            source.id(),
            now -> new SourceEdit("Renamed", now.provider(), now.enabled(), now.settings()));
  }

  private void deleteTenant() {
    SourcePurge purge = new SourcePurge(world.database.database());
    world.database.transactions().run(() -> purge.tenant(new TenantDeleted(World.TENANT)));
  }
}
