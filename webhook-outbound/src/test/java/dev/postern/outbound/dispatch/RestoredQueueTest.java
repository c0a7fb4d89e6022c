package dev.postern.outbound.dispatch;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.restore.store.BackUp;
import dev.postern.core.restore.store.SystemPostgres;
import dev.postern.core.store.Database;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.OutboundSchema;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.ClaimRequest;
import dev.postern.outbound.claim.DeliveryQueueProducer;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.endpoint.store.EndpointRow;
import dev.postern.outbound.retention.Sweeps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Back-up and restore of all modules' tables by the commands of {@code docs/operations.md}, with
 * work in every state, and the engine that goes on with it.
 */
class RestoredQueueTest {
  private static final String[] MODULES = {"core", "ingest", "outbound"};
  private static final List<String> PARTITIONED = new OutboundSchema().partitionedTables();

  /** The ids of the fixture begin with this moment. */
  private static final Instant MADE = Instant.ofEpochMilli(0x0199_0000_0000L);

  private final Receiver receiver = new Receiver();
  @TempDir private Path folder;

  /**
   * What there is at the time of the dump.
   *
   * @param pending in this order where they have to be
   * @param held for an endpoint that is suspended
   */
  private record Work(
      QueueFixture rows, List<DeliveryId> pending, EndpointId ordered, DeliveryId held) {}

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void what_waited_when_it_was_dumped_is_sent_once_and_life_goes_on_here_and_elsewhere()
      throws Exception {
    Optional<Path> programs = SystemPostgres.programs();
    Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL's programs are here");
    BackUp backUp = new BackUp(folder);
    try (SystemPostgres server = SystemPostgres.start(programs.orElseThrow());
        SystemPostgres another = SystemPostgres.start(programs.orElseThrow())) {
      Work work;
      Map<String, String> dumped;
      try (TestDatabase running = open(server)) {
        running.partition(PARTITIONED, MADE);
        running.secureRows();
        work = work(running);
        dumped = contents(running.database());
        backUp.dump(server);
        // It is delivered after the dump, which cannot know of it.
        goesOn(running, work);
        assertThat(contents(running.database())).isNotEqualTo(dumped);
      }
      backUp.restore(server);
      isBackAndGoesOn(server, work, dumped);
      backUp.restoreElsewhere(another);
      isBackAndGoesOn(another, work, dumped);
    }
  }

  private void isBackAndGoesOn(SystemPostgres server, Work work, Map<String, String> dumped) {
    try (TestDatabase restored = open(server)) {
      assertThat(contents(restored.database()))
          .as("every table and partition, row by row, and no migration to make up for")
          .isEqualTo(dumped);
      restored.secureRows();
      goesOn(restored, work);
      retention(restored, work.held());
    }
  }

  /** Of every kind one: delivered, due, tried once, leased by a node that died, in line, held. */
  private Work work(TestDatabase running) {
    Database database = running.database();
    List<DeliveryId> pending = new ArrayList<>();
    QueueFixture rows = new QueueFixture(database);
    database.update(
        "insert into tenant (id, slug, name, created_at) values (?, 'acme', 'Acme', ?)",
        TENANT,
        MADE);
    received(rows, database);
    EndpointId plain = rows.endpoint(receiver.url(), null);
    DeliveryId over = rows.delivery(plain);
    try (EngineRig rig = rig(running)) {
      awaitDelivered(rows, over);
      receiver.next(503);
      pending.add(rows.delivery(plain));
      rig.bell.deliveriesWaiting();
      await().until(() -> rows.attempts(pending.getFirst()) == 1);
    }
    pending.add(rows.delivery(plain));
    new DeliveryQueueProducer()
        .queue(database, running.transactions())
        .claim(
            new ClaimRequest(
                Lane.FIRST_ATTEMPTS,
                10,
                Optional.empty(),
                new ClaimRequest.Shares(10, Map.of(), Set.of()),
                new ClaimRequest.Terms(rows.id(), Duration.ofHours(1))))
        .deliveries()
        .forEach(claimed -> assertThat(pending).contains(claimed.id()));
    pending.add(rows.delivery(plain));
    EndpointId ordered = rows.endpoint(receiver.url(), null);
    database.update("update endpoint set ordering = 'key' where id = ?", ordered);
    pending.add(rows.inLine(ordered, "customer"));
    pending.add(rows.inLine(ordered, "customer"));
    EndpointId suspended = rows.endpoint(receiver.url(), null);
    rows.status(suspended, "SUSPENDED");
    DeliveryId held = rows.delivery(suspended, new SubscriptionId(rows.id()), true);
    return new Work(rows, pending, ordered, held);
  }

  /** The other half: one webhook that was taken in, with the key that tells its copies. */
  private static void received(QueueFixture rows, Database database) {
    UUID received = rows.id();
    UUID source = rows.id();
    database.update(
        """
        insert into received (id, tenant_id, source_id, event_id, event_id_derived, received_at,
          headers, body, status)
        values (?, ?, ?, 'e1', false, ?, '{}', ?, 'RECEIVED')
        """,
        received,
        TENANT,
        source,
        MADE,
        new byte[] {0, 1, (byte) 0xff});
    database.update(
        """
        insert into received_key (source_id, event_id, received_id, received_at, body_sha256,
          duplicates, differing_duplicates)
        values (?, 'e1', ?, ?, ?, 2, 0)
        """,
        source,
        received,
        MADE,
        new byte[] {1});
    database.update(
        """
        insert into handover_queue (id, tenant_id, source_id, due_at, attempt_count)
        values (?, ?, ?, ?, 1)
        """,
        received,
        TENANT,
        source,
        MADE);
  }

  /** Exactly what was pending is sent, and what comes now stands behind it. */
  private void goesOn(TestDatabase tables, Work work) {
    QueueFixture here = work.rows().in(tables.database());
    DeliveryId last = here.inLine(work.ordered(), "customer");
    int before = receiver.received().size();
    here.makeAllDue();
    List<DeliveryId> expected = new ArrayList<>(work.pending());
    expected.add(last);
    try (EngineRig unused = rig(tables)) {
      expected.forEach(delivery -> awaitDelivered(here, delivery));
    }
    assertThat(here.state(work.held()).status()).isEqualTo("PENDING");
    assertThat(here.queued()).as("what is held stays in line").isEqualTo(1);
    List<String> sent =
        receiver.received().stream().skip(before).map(Receiver.Received::id).toList();
    assertThat(sent).containsExactlyInAnyOrderElementsOf(events(here, expected));
    int inLine = expected.size() - 3;
    assertThat(sent)
        .as("one key, one line")
        .containsSubsequence(events(here, expected.subList(inLine, expected.size())));
  }

  /** Weeks are attached ahead of time, and go as a whole once nothing in them is needed. */
  private static void retention(TestDatabase tables, DeliveryId held) {
    Instant later = MADE.plus(Duration.ofDays(400));
    int partitions = partitions(tables.database());
    tables.partition(PARTITIONED, later);
    assertThat(partitions(tables.database())).isEqualTo(partitions + 7 * PARTITIONED.size());
    tables.database().update("delete from delivery_queue where id = ?", held);
    assertThat(Sweeps.weeks(tables, later)).isEqualTo(7 * PARTITIONED.size());
    assertThat(partitions(tables.database())).isEqualTo(partitions);
  }

  private static int partitions(Database database) {
    return names(database, "c.relispartition").size();
  }

  /** Every table, partition and sequence with what is in it. */
  private static Map<String, String> contents(Database database) {
    Map<String, String> contents = new TreeMap<>();
    for (String table : names(database, "c.relkind in ('r', 'p')")) {
      contents.put(
          table,
          one(
              database,
              "select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text),"
                  + " '')) as v from "
                  + table
                  + " t"));
    }
    contents.put(
        "delivery_position",
        one(database, "select last_value || ' ' || is_called as v from delivery_position"));
    contents.put(
        "policies",
        one(
            database,
            "select string_agg(tablename || ' ' || policyname, '|' order by tablename, policyname)"
                + " as v from (select distinct tablename, policyname from pg_policies) p"));
    return contents;
  }

  private static List<String> names(Database database, String which) {
    return database.query(
        "select c.relname from pg_class c where c.relnamespace = current_schema()::regnamespace"
            + " and c.relkind in ('r', 'p') and "
            + which,
        row -> row.text("relname"));
  }

  private static String one(Database database, String sql) {
    return database.queryOne(sql, row -> String.valueOf(row.textOrNull("v"))).orElseThrow();
  }

  private static TestDatabase open(SystemPostgres server) {
    return TestDatabase.over(server.source(), MODULES, EndpointRow.class);
  }

  private static EngineRig rig(TestDatabase tables) {
    return new EngineRig(tables, UnaryOperator.identity(), Map.of("postern.delivery.poll", "50ms"))
        .start();
  }

  private static void awaitDelivered(QueueFixture rows, DeliveryId delivery) {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> rows.state(delivery).status().equals("DELIVERED"));
  }

  private static List<String> events(QueueFixture rows, List<DeliveryId> deliveries) {
    return deliveries.stream().map(delivery -> rows.eventOf(delivery).toString()).toList();
  }
}
