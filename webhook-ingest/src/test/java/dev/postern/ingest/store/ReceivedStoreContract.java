package dev.postern.ingest.store;

import static dev.postern.ingest.store.Webhooks.exists;
import static dev.postern.ingest.store.Webhooks.toldApartBy;
import static dev.postern.ingest.store.Webhooks.used;
import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.SourceId;
import dev.postern.ingest.World;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.source.store.SourcePurge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for webhooks that are taken in. */
abstract class ReceivedStoreContract {
  private static final SourceId SOURCE = new SourceId(new UUID(1, 1));
  private static final SourceId OTHER = new SourceId(new UUID(1, 2));
  private World world;
  private ReceivedStore store;

  abstract World open();

  @BeforeEach
  void openStore() {
    world = open();
    store = ReceivedStoreProducer.of(world.database.database());
    exists(world, SOURCE);
    exists(world, OTHER);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void every_event_of_a_batch_is_stored_once_and_its_copies_name_the_first() {
    NewReceived first = webhook(world, SOURCE, "e1", "{}", false);
    NewReceived copy = webhook(world, SOURCE, "e1", "{}", false);
    NewReceived other = webhook(world, SOURCE, "e2", "{}", false);

    assertThat(take(first, other, copy))
        .containsExactly(
            new Receipt.Stored(first.id()),
            new Receipt.Stored(other.id()),
            new Receipt.Duplicate(first.id(), true));
    assertThat(world.rows("received")).isEqualTo(2);
  }

  @Test
  void a_later_copy_with_another_body_is_a_duplicate_and_the_difference_is_counted() {
    NewReceived first = webhook(world, SOURCE, "e1", "{\"a\":1}", false);
    take(first);

    assertThat(take(webhook(world, SOURCE, "e1", "{\"a\":2}", false)))
        .containsExactly(new Receipt.Duplicate(first.id(), false));
    assertThat(take(webhook(world, SOURCE, "e1", "{\"a\":1}", false)))
        .containsExactly(new Receipt.Duplicate(first.id(), true));
    assertThat(counts("e1")).isEqualTo("2/1");
  }

  @Test
  void the_same_event_id_at_two_sources_is_two_events() {
    NewReceived one = webhook(world, SOURCE, "e1", "{}", false);
    NewReceived two = webhook(world, OTHER, "e1", "{}", false);

    assertThat(take(one, two))
        .containsExactly(new Receipt.Stored(one.id()), new Receipt.Stored(two.id()));
  }

  @Test
  void one_event_id_with_two_keys_is_two_events() {
    NewReceived one = toldApartBy("e1|a", webhook(world, SOURCE, "e1", "{\"a\":1}", false));
    NewReceived two = toldApartBy("e1|b", webhook(world, SOURCE, "e1", "{\"a\":2}", false));

    assertThat(take(one, two))
        .containsExactly(new Receipt.Stored(one.id()), new Receipt.Stored(two.id()));
    assertThat(take(toldApartBy("e1|b", webhook(world, SOURCE, "e1", "{\"a\":2}", false))))
        .containsExactly(new Receipt.Duplicate(two.id(), true));
  }

  @Test
  void taking_the_same_row_again_after_an_unknown_outcome_is_not_a_duplicate() {
    NewReceived row = webhook(world, SOURCE, "e1", "{}", true);
    take(row);

    assertThat(take(row)).containsExactly(new Receipt.Stored(row.id()));
    assertThat(counts("e1")).isEqualTo("0/0");
    assertThat(world.rows("handover_queue")).isOne();
  }

  @Test
  void only_what_somebody_waits_for_is_queued() {
    take(webhook(world, SOURCE, "e1", "{}", false), webhook(world, SOURCE, "e2", "{}", true));

    assertThat(world.rows("handover_queue")).isOne();
    assertThat(statuses()).containsExactly("PROCESSED", "RECEIVED");
  }

  @Test
  void what_a_rolled_back_batch_took_is_taken_afresh() {
    NewReceived lost = webhook(world, SOURCE, "e1", "{}", false);
    try {
      world
          .database
          .transactions()
          .run(() -> {
            store.take(List.of(lost));
            throw new IllegalStateException("the node dies before the commit");
          });
    } catch (IllegalStateException died) {
      assertThat(world.rows("received")).isZero();
    }
    NewReceived retry = webhook(world, SOURCE, "e1", "{}", false);
    assertThat(take(retry)).containsExactly(new Receipt.Stored(retry.id()));
  }

  @Test
  void two_hundred_copies_at_once_on_two_nodes_become_one_row() throws Exception {
    List<GroupCommit> nodes = List.of(world.groupCommit(writers()), world.groupCommit(writers()));
    List<Callable<Optional<Receipt>>> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      GroupCommit node = nodes.get(i % 2);
      requests.add(() ->
          node.commit(List.of(webhook(world, SOURCE, "same", "{}", true))).map(List::getFirst));
    }
    List<Receipt> receipts = new ArrayList<>();
    for (Future<Optional<Receipt>> done : world.executor.invokeAll(requests)) {
      receipts.add(done.get().orElseThrow());
    }

    List<Receipt> stored = receipts.stream().filter(Receipt.Stored.class::isInstance).toList();
    assertThat(stored).hasSize(1);
    Receipt.Stored winner = (Receipt.Stored) stored.getFirst();
    assertThat(receipts)
        .filteredOn(Receipt.Duplicate.class::isInstance)
        .hasSize(199)
        .containsOnly(new Receipt.Duplicate(winner.id(), true));
    assertThat(world.rows("received")).isOne();
    assertThat(world.rows("handover_queue")).isOne();
    assertThat(counts("same")).isEqualTo("199/0");
  }

  @Test
  void a_row_that_the_database_refuses_does_not_spoil_its_batch() throws Exception {
    GroupCommit commit = world.groupCommit(1);
    String tooLong = "x".repeat(600);
    List<Callable<Optional<Receipt>>> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String eventId = i == 7 ? tooLong : "e" + i;
      requests.add(() ->
          commit.commit(List.of(webhook(world, SOURCE, eventId, "{}", false))).map(List::getFirst));
    }
    int taken = 0;
    for (Future<Optional<Receipt>> done : world.executor.invokeAll(requests)) {
      taken += done.get().isPresent() ? 1 : 0;
    }
    assertThat(taken).isEqualTo(19);
    assertThat(world.rows("received")).isEqualTo(19);
  }

  @Test
  void a_nonce_that_comes_again_with_another_event_is_a_replay() {
    NewReceived first = used("token-1", webhook(world, SOURCE, "e1", "{}", false));
    take(first);

    assertThat(take(used("token-1", webhook(world, SOURCE, "e2", "{}", false))))
        .singleElement()
        .isInstanceOf(Receipt.Replayed.class);
    assertThat(take(used("token-1", webhook(world, SOURCE, "e1", "{}", false))))
        .containsExactly(new Receipt.Duplicate(first.id(), true));
    NewReceived elsewhere = used("token-1", webhook(world, OTHER, "e2", "{}", false));
    assertThat(take(elsewhere)).containsExactly(new Receipt.Stored(elsewhere.id()));
    assertThat(world.rows("received")).isEqualTo(2);
  }

  @Test
  void a_nonce_used_twice_inside_one_batch_is_a_replay_too() {
    NewReceived first = used("token-1", webhook(world, SOURCE, "e2", "{}", false));
    NewReceived second = used("token-1", webhook(world, SOURCE, "e1", "{}", false));

    List<Receipt> receipts = take(first, second);

    assertThat(receipts.getFirst()).isEqualTo(new Receipt.Stored(first.id()));
    assertThat(receipts.getLast()).isInstanceOf(Receipt.Replayed.class);
  }

  @Test
  void the_same_request_again_after_its_webhook_was_purged_is_a_replay() {
    NewReceived first = webhook(world, SOURCE, "e1", "{}", false);
    take(first);
    world.database.database().update("delete from received");

    assertThat(take(webhook(world, SOURCE, "e1", "{}", false)))
        .singleElement()
        .isInstanceOf(Receipt.Replayed.class);
    assertThat(take(webhook(world, SOURCE, "e1", "{\"retry\":1}", false)))
        .containsExactly(new Receipt.Duplicate(first.id(), false));
  }

  @Test
  void nothing_is_stored_for_a_source_that_is_gone() {
    NewReceived kept = webhook(world, SOURCE, "e1", "{}", true);
    NewReceived late = webhook(world, OTHER, "e1", "{}", true);
    world.database.database().update("delete from source where id = ?", OTHER);

    assertThat(take(kept, late))
        .containsExactly(new Receipt.Stored(kept.id()), new Receipt.SourceGone());
    assertThat(world.rows("received")).isOne();
    assertThat(world.rows("received_key")).isOne();
    assertThat(world.rows("handover_queue")).isOne();
  }

  @Test
  void a_source_is_not_deleted_while_something_is_taken_in_for_it() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch deleting = new CountDownLatch(1);
    NewReceived row = webhook(world, SOURCE, "e1", "{}", true);
    Future<?> intake =
        world.executor.submit(() ->
            world
                .database
                .transactions()
                .run(() -> {
                  store.take(List.of(row));
                  taken.countDown();
                  await(deleting);
                }));
    await(taken);
    Future<?> delete =
        world.executor.submit(() ->
            world
                .database
                .transactions()
                .run(() -> {
                  deleting.countDown();
                  world
                      .database
                      .database()
                      .query("select id from source where id = ? for update", r -> 1, SOURCE);
                  new SourcePurge(world.database.database()).source(World.TENANT, SOURCE);
                }));
    intake.get();
    delete.get();

    assertThat(world.rows("received")).isZero();
    assertThat(world.rows("received_key")).isZero();
    assertThat(world.rows("handover_queue")).isZero();
  }

  @Test
  void webhooks_of_one_request_are_committed_together() {
    GroupCommit commit = world.groupCommit(1);
    NewReceived fine = webhook(world, SOURCE, "e1", "{}", false);
    NewReceived tooLong = webhook(world, SOURCE, "x".repeat(600), "{}", false);

    assertThat(commit.commit(List.of(fine, tooLong))).isEmpty();
    assertThat(world.rows("received")).isZero();
    assertThat(commit.commit(List.of(fine))).contains(List.of(new Receipt.Stored(fine.id())));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  abstract int writers();

  private List<Receipt> take(NewReceived... rows) {
    return world.database.transactions().required(() -> store.take(List.of(rows)));
  }

  private String counts(String eventId) {
    return world
        .database
        .database()
        .queryOne(
            "select duplicates, differing_duplicates from received_key where event_id = ?",
            row -> row.integer("duplicates") + "/" + row.integer("differing_duplicates"),
            eventId)
        .orElseThrow();
  }

  private List<String> statuses() {
    return world
        .database
        .database()
        .query("select status from received order by event_id", row -> row.text("status"));
  }

  static final class H2Test extends ReceivedStoreContract {
    @Override
    World open() {
      return World.h2();
    }

    @Override
    int writers() {
      return 1;
    }
  }

  static final class PostgresTest extends ReceivedStoreContract {
    @Override
    World open() {
      return World.postgres("postern.ingest.batch.rows", "16");
    }

    @Override
    int writers() {
      return 2;
    }
  }
}
