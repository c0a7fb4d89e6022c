package dev.postern.ingest.handover;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.audit.AuditFilter;
import dev.postern.core.handover.HandedEvent;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Forward;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.received.ReceivedLedger;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for webhooks on their way onwards. */
abstract class HandoverContract {
  private World world;
  private Handovers handovers;
  private ReceivedLedger ledger;

  abstract World open(String... keyValue);

  @BeforeEach
  void openWorld() {
    world = open("postern.handover.retry.schedule", "10ms,20ms");
    handovers = world.handovers;
    ledger = Ledgers.over(world);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_webhook_of_a_forwarding_source_becomes_one_event() {
    Source source = forwarding("stripe");
    NewReceived row = take(source, "e1", "{\"id\":\"e1\"}");

    handovers.handover.wake();

    await().until(() -> status(row) == ReceivedStatus.PROCESSED);
    assertThat(handovers.handed).hasSize(1);
    HandedEvent event = handovers.handed.getFirst();
    assertThat(event.externalId()).isEqualTo(row.id().toString());
    assertThat(event.type()).isEqualTo("in.invoice.paid");
    assertThat(event.timestamp()).isEqualTo(world.now.get());
    assertThat(event.data().path("id").asText()).isEqualTo("e1");
    assertThat(world.rows("handover_queue")).isZero();
  }

  @Test
  void a_failing_sink_is_tried_again_until_it_takes_the_event() {
    Source source = forwarding("stripe");
    NewReceived row = take(source, "e1", "{}");
    handovers.sink =
        event -> {
          handovers.sink = again -> {};
          throw new IllegalStateException("not now");
        };

    handovers.handover.wake();
    await().until(() -> status(row) == ReceivedStatus.RETRYING);
    assertThat(handovers.handed).isEmpty();

    await()
        .until(() -> {
          handovers.handover.wake();
          return status(row) == ReceivedStatus.PROCESSED;
        });
    assertThat(handovers.handed).hasSize(1);
  }

  @Test
  void after_the_last_retry_it_is_dead_and_can_be_reprocessed() {
    Source source = forwarding("stripe");
    NewReceived row = take(source, "e1", "{}");
    handovers.sink =
        event -> {
          throw new IllegalStateException("never");
        };
    await()
        .until(() -> {
          handovers.handover.wake();
          return status(row) == ReceivedStatus.DEAD;
        });
    assertThat(world.rows("handover_queue")).isZero();
    assertThat(open())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.kind()).isEqualTo("handover.dead");
          assertThat(notice.details()).containsEntry("received_id", row.id().toString());
          assertThat(notice.sentence()).contains("\"A source\"");
        });
    assertThat(handovers.ends).contains("publish Failed").anyMatch(end -> end.startsWith("DEAD"));

    handovers.sink = event -> {};
    ReceivedWebhook again = ledger.reprocess(World.TENANT, row.id());

    assertThat(again.status()).isIn(ReceivedStatus.RECEIVED, ReceivedStatus.PROCESSING);
    assertThat(open()).as("somebody saw to it").isEmpty();
    assertThat(
            world
                .guards
                .audit
                .list(World.TENANT.uuid(), AuditFilter.ALL, PageRequest.first(1))
                .data())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("received.reprocessed");
          assertThat(entry.targetId()).isEqualTo(row.id().toString());
        });
    await().until(() -> status(row) == ReceivedStatus.PROCESSED);
    await()
        .untilAsserted(() ->
            assertThat(handovers.ends)
                .contains("publish Done")
                .anyMatch(end -> end.startsWith("PROCESSED")));
    assertThat(handovers.handed).hasSize(1);
  }

  private List<RaisedNotice> open() {
    return handovers.notices.list(World.TENANT, true, PageRequest.first(10)).data();
  }

  @Test
  void a_source_that_always_fails_holds_up_no_other() {
    Source bad = forwarding("stripe");
    Source good = forwarding("github");
    Set<String> poison =
        Set.of(take(bad, "b1", "{}").id().toString(), take(bad, "b2", "{}").id().toString());
    NewReceived fine = take(good, "g1", "{}");
    handovers.sink =
        event -> {
          if (poison.contains(event.externalId())) {
            throw new IllegalStateException("never");
          }
        };

    handovers.handover.wake();

    await().until(() -> status(fine) == ReceivedStatus.PROCESSED);
    assertThat(handovers.handed)
        .extracting(HandedEvent::externalId)
        .containsExactly(fine.id().toString());
  }

  @Test
  void a_leased_webhook_is_claimed_by_nobody_else_and_shows_as_processing() {
    Source source = forwarding("stripe");
    NewReceived row = take(source, "e1", "{}");

    assertThat(claim()).hasSize(1);
    assertThat(claim()).isEmpty();
    assertThat(status(row)).isEqualTo(ReceivedStatus.PROCESSING);
    assertThat(
            Ledgers.ids(
                ledger, new ReceivedQuery(null, null, null, null, null, ReceivedStatus.PROCESSING)))
        .containsExactly(row.id());
  }

  @Test
  void who_lost_the_lease_settles_and_publishes_nothing() {
    Source source = forwarding("stripe");
    NewReceived row = take(source, "e1", "{}");
    Claimed late = claim(Duration.ofMillis(1)).getFirst();
    Claimed owner = await().until(() -> claim(), claims -> !claims.isEmpty()).getFirst();

    handovers.task.run(late);

    assertThat(handovers.handed).isEmpty();
    assertThat(status(row)).isEqualTo(ReceivedStatus.PROCESSING);
    handovers.task.run(owner);
    assertThat(handovers.handed).hasSize(1);
    assertThat(status(row)).isEqualTo(ReceivedStatus.PROCESSED);
  }

  @Test
  void a_webhook_whose_source_stopped_forwarding_is_settled_without_an_event() {
    Source source = forwarding("stripe");
    NewReceived row = take(source, "e1", "{}");
    world.sources.update(
        World.TENANT,
        source.id(),
        new dev.postern.ingest.SourceEdit(
            "A source", "stripe", true, source.settings().forwarding(Forward.NOWHERE)));

    handovers.handover.wake();

    await().until(() -> status(row) == ReceivedStatus.PROCESSED);
    assertThat(handovers.handed).isEmpty();
  }

  private Source forwarding(String provider) {
    return world.source(
        provider, "whsec_secret", settings -> settings.forwarding(new Forward(true, "in.")));
  }

  private NewReceived take(Source source, String eventId, String body) {
    NewReceived row = webhook(world, source.id(), eventId, body, true);
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(List.of(row)));
    return row;
  }

  private List<Claimed> claim() {
    return claim(Duration.ofMinutes(1));
  }

  private List<Claimed> claim(Duration lease) {
    return world
        .database
        .transactions()
        .required(() ->
            handovers.queue.dueSources().stream()
                .flatMap(source -> handovers.queue.claim(source, 10, lease).stream())
                .toList());
  }

  private ReceivedStatus status(NewReceived row) {
    return ledger.find(World.TENANT, row.id()).orElseThrow().status();
  }

  static final class H2Test extends HandoverContract {
    @Override
    World open(String... keyValue) {
      return World.h2(keyValue);
    }
  }

  static final class PostgresTest extends HandoverContract {
    @Override
    World open(String... keyValue) {
      return World.postgres(keyValue);
    }
  }
}
