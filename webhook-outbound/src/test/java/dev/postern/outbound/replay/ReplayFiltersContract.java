package dev.postern.outbound.replay;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.Settings;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.Stamp;
import dev.postern.core.store.Database;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.DeliveryPlaces;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.store.DeliveryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a replay takes along: by time of acceptance and by type, on every database. */
abstract class ReplayFiltersContract {
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private OutboundTables tables;
  private Database database;
  private Jobs jobs;
  private JobStep step;
  private EndpointId endpoint;
  private int number;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
    JobStore store = new JobStore(database);
    DeliveryReader deliveries = new DeliveryReader(database);
    KeyLines lines = new KeyLines(database);
    Stamp stamp = new Stamp(tables::id, () -> tables.now);
    jobs =
        new Jobs(
            store,
            deliveries,
            new AuditTrail(new AuditStore(database), tables.database.transactions(), stamp),
            tables.database.transactions(),
            stamp);
    step =
        new JobStep(
            store,
            deliveries,
            new DeliveryPlaces(database, new BacklogStore(database, lines), lines),
            new StatusGate(database),
            tables.database.transactions(),
            tables.wakeUps::incrementAndGet,
            OutboundConfig.from(new Settings(key -> Optional.empty())));
    endpoint = new QueueFixture(database).endpoint();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void everything_since_begins_with_that_very_moment() {
    DeliveryId before = delivered("invoice.paid", TEN.minusMillis(1));
    DeliveryId at = delivered("invoice.paid", TEN);
    DeliveryId after = delivered("invoice.paid", TEN.plus(Duration.ofHours(2)));

    replay(null, TEN, null);

    assertThat(queued()).containsExactly(at, after).doesNotContain(before);
  }

  @Test
  void until_ends_before_that_very_moment() {
    DeliveryId first = delivered("invoice.paid", TEN);
    DeliveryId last = delivered("invoice.paid", TEN.plus(Duration.ofHours(1)).minusMillis(1));
    DeliveryId at = delivered("invoice.paid", TEN.plus(Duration.ofHours(1)));

    replay(null, TEN, TEN.plus(Duration.ofHours(1)));

    assertThat(queued()).containsExactly(first, last).doesNotContain(at);
  }

  @Test
  void a_type_is_that_type_and_none_that_only_begins_like_it() {
    DeliveryId paid = delivered("invoice.paid", TEN);
    DeliveryId partly = delivered("invoice.paid.partly", TEN);
    DeliveryId voided = delivered("invoice.voided", TEN);

    replay("invoice.paid", null, null);

    assertThat(queued()).containsExactly(paid).doesNotContain(partly, voided);
  }

  @Test
  void all_of_them_hold_together_and_the_total_is_told_beforehand() {
    delivered("invoice.paid", TEN.minusSeconds(1));
    DeliveryId wanted = delivered("invoice.paid", TEN.plusSeconds(30));
    delivered("invoice.voided", TEN.plusSeconds(30));
    delivered("invoice.paid", TEN.plusSeconds(60));

    Job job = replay("invoice.paid", TEN, TEN.plusSeconds(60));

    assertThat(job.total()).isOne();
    assertThat(queued()).containsExactly(wanted);
    assertThat(jobs.find(TENANT, job.id()).orElseThrow().completed()).isOne();
  }

  private Job replay(@Nullable String type, @Nullable Instant since, @Nullable Instant until) {
    tables.now = TEN.plus(Duration.ofDays(1));
    Job job =
        jobs.start(
            TENANT, Job.Kind.REPLAY, new LedgerFilter(null, endpoint, type, since, until, null));
    assertThat(step.next()).isTrue();
    return job;
  }

  private List<DeliveryId> queued() {
    return database.query(
        "select id from delivery_queue order by id", row -> row.id("id", DeliveryId::new));
  }

  /** With an id of that moment, as the publisher makes them. */
  private DeliveryId delivered(String type, Instant at) {
    DeliveryId delivery =
        new DeliveryId(
            new UUID((at.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L | ++number));
    int inserted =
        database.update(
            """
            insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
              status, attempt_count, created_at, completed_at)
            values (?, ?, ?, ?, ?, ?, 'DELIVERED', 1, ?, ?)
            """,
            delivery,
            TENANT,
            new EventId(tables.id()),
            endpoint,
            // The subscription that the fixture made with it.
            endpoint,
            type,
            at,
            at);
    assertThat(inserted).isOne();
    return delivery;
  }

  static final class H2Test extends ReplayFiltersContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends ReplayFiltersContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
