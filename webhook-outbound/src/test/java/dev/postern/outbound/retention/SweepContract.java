package dev.postern.outbound.retention;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Actor;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.retention.Retention;
import dev.postern.core.retention.TenantRetention;
import dev.postern.core.store.Database;
import dev.postern.core.store.Dialect;
import dev.postern.core.store.OldPartitions;
import dev.postern.core.store.Transactions;
import dev.postern.core.vault.TestSecrets;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.stats.StatStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do when time has passed. */
abstract class SweepContract {
  /** The ids of the fixture begin with this moment. */
  private static final Instant MADE = Instant.ofEpochMilli(0x0199_0000_0000L);

  private OutboundTables tables;
  private Database database;
  private QueueFixture rows;
  private TenantRetention retention;
  private EndpointId endpoint;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
    rows = new QueueFixture(database);
    retention =
        new TenantRetention(
            database,
            new AuditTrail(
                new AuditStore(database),
                tables.database.transactions(),
                new dev.postern.core.id.Stamp(tables::id, () -> tables.now)),
            tables.database.transactions());
    database.update(
        "insert into tenant (id, slug, name, created_at) values (?, 'acme', 'Acme', ?)",
        TENANT,
        MADE);
    endpoint = rows.endpoint();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void what_is_over_goes_after_its_days_attempts_first_and_what_waits_stays() {
    DeliveryId over = over();
    DeliveryId waiting = rows.delivery(endpoint);
    attempt(over);
    attempt(waiting);

    sweepAfter(Duration.ofDays(30));
    assertThat(counts()).as("to the day").isEqualTo("attempts 2 deliveries 2 events 2");
    assertThat(sweep(MADE.plus(Duration.ofDays(31))).rows())
        .as("it says what it freed")
        .isEqualTo(freed(1, 0, 0));
    assertThat(counts()).isEqualTo("attempts 1 deliveries 2 events 2");
    assertThat(rows.attempts(waiting)).isEqualTo(1);
    assertThat(sweep(MADE.plus(Duration.ofDays(91))).rows()).isEqualTo(freed(0, 1, 1));
    assertThat(counts()).isEqualTo("attempts 1 deliveries 1 events 1");
    assertThat(rows.state(waiting).status()).isEqualTo("PENDING");
    assertThat(rows.queued()).isEqualTo(1);
  }

  @Test
  void a_tenant_may_keep_less_and_its_publishers_ids_still_count_for_a_week() {
    retention.change(TENANT, before -> new Retention(2, 1, 90));
    over();
    database.update(
        """
        insert into event_key (tenant_id, external_id, event_id, created_at)
        values (?, 'mine', ?, ?)
        """,
        TENANT,
        rows.id(),
        MADE);
    sweepAfter(Duration.ofDays(3));
    assertThat(counts()).isEqualTo("attempts 0 deliveries 0 events 0");
    assertThat(tables.count("select count(*) from event_key")).isEqualTo(1);
    sweepAfter(Duration.ofDays(8));
    assertThat(tables.count("select count(*) from event_key")).isZero();
  }

  @Test
  void why_a_job_failed_goes_with_the_job() {
    job("FAILED", MADE);
    job("RUNNING", null);
    sweepAfter(Duration.ofDays(400));
    assertThat(tables.count("select count(*) from job")).isEqualTo(1);
    assertThat(
            tables.count("select count(*) from job_failure where job_id in (select id from job)"))
        .isEqualTo(1);
    assertThat(tables.count("select count(*) from job_failure")).isEqualTo(1);
  }

  private void job(String status, @Nullable Instant completedAt) {
    UUID id = rows.id();
    database.update(
        """
        insert into job (id, tenant_id, kind, status, filter_json, total, completed, last_id, due_at,
          created_at, completed_at)
        values (?, ?, 'REPLAY', ?, '{}', 0, 0, ?, ?, ?, ?)
        """,
        id,
        TENANT,
        status,
        id,
        MADE,
        MADE,
        completedAt);
    database.update(
        "insert into job_failure (job_id, tenant_id, failures, reason) values (?, ?, 1, 'Why.')",
        id,
        TENANT);
  }

  @Test
  void what_was_freed_is_in_the_tenants_trail_and_nothing_where_nothing_was() {
    AuditTrail trail = TestSecrets.over(tables.database, () -> MADE, tables::id).trail();
    SweepNotes notes = new SweepNotes(trail, tables.database.transactions());
    attempt(over());

    notes.note(sweep(MADE));
    assertThat(tables.count("select count(*) from audit_entry")).isZero();
    notes.note(sweep(MADE.plus(Duration.ofDays(91))));

    AuditEntry entry =
        trail.list(TENANT.uuid(), AuditFilter.ALL, PageRequest.first(10)).data().getFirst();
    assertThat(entry.action()).isEqualTo("retention.freed");
    assertThat(entry.actor()).isEqualTo(Actor.machine("retention"));
    assertThat(entry.after()).isEqualTo("{\"attempts\":1,\"deliveries\":1,\"events\":1}");
  }

  @Test
  void more_than_a_portion_goes_in_one_sweep() {
    tables
        .database
        .transactions()
        .run(() -> {
          for (int i = 0; i < OldRows.PORTION + 3; i++) {
            over();
          }
        });
    sweepAfter(Duration.ofDays(91));
    assertThat(counts()).isEqualTo("attempts 0 deliveries 0 events 0");
  }

  @Test
  void on_postgresql_a_week_is_dropped_as_one_unless_something_in_it_waits() {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return;
    }
    Instant week = Instant.parse("2026-01-05T00:00:00Z");
    for (String table : new String[] {"event", "delivery", "attempt"}) {
      partition(table, "2026w02", week);
    }
    UUID id = new UUID((week.toEpochMilli() + 1000) << 16 | 0x7000, 0x8000_0000_0000_0001L);
    database.update(
        """
        insert into event (id, tenant_id, type, occurred_at, payload, created_at)
        values (?, ?, 'a', ?, ?, ?)
        """,
        id,
        TENANT,
        week,
        new byte[0],
        week);
    database.update(
        """
        insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
          status, attempt_count, created_at)
        values (?, ?, ?, ?, ?, 'a', 'PENDING', 0, ?)
        """,
        id,
        TENANT,
        id,
        endpoint,
        id,
        week);
    database.update(
        """
        insert into delivery_queue
          (id, tenant_id, endpoint_id, event_id, due_at, attempt_count, held)
        values (?, ?, ?, ?, ?, 0, true)
        """,
        id,
        TENANT,
        endpoint,
        id,
        week);
    Instant late = week.plus(Duration.ofDays(7 + 91));
    assertThat(sweep(late).weeks()).as("attempts have nothing that waits").isEqualTo(1);
    assertThat(tables.count("select count(*) from event where id = ?", id)).isEqualTo(1);

    database.update("delete from delivery_queue");
    assertThat(sweep(late).weeks()).isEqualTo(2);
    assertThat(tables.count("select count(*) from pg_class where relname like '%\\_2026w02'"))
        .isZero();
  }

  private void partition(String table, String name, Instant week) {
    UUID low = new UUID(week.toEpochMilli() << 16, 0);
    UUID high = new UUID(week.plus(Duration.ofDays(7)).toEpochMilli() << 16, 0);
    database.update(
        "create table %s_%s partition of %s for values from ('%s') to ('%s')"
            .formatted(table, name, table, low, high));
  }

  private DeliveryId over() {
    DeliveryId delivery = rows.delivery(endpoint);
    database.update("delete from delivery_queue where id = ?", delivery);
    database.update("update delivery set status = 'DELIVERED' where id = ?", delivery);
    return delivery;
  }

  private void attempt(DeliveryId delivery) {
    database.update(
        """
        insert into attempt (id, tenant_id, delivery_id, number, started_at, duration_ms, outcome,
          request_headers, response_headers, response_body_truncated)
        values (?, ?, ?, 1, ?, 5, 'DELIVERED', '{}', '{}', false)
        """,
        rows.id(),
        TENANT,
        delivery,
        MADE);
  }

  private static Map<Kind, Integer> freed(int attempts, int deliveries, int events) {
    return Map.of(
        Kind.ATTEMPTS, attempts,
        Kind.DELIVERIES, deliveries,
        Kind.EVENTS, events,
        Kind.EVENT_KEYS, 0,
        Kind.JOBS, 0);
  }

  private void sweepAfter(Duration age) {
    sweep(MADE.plus(age));
  }

  private Sweep.Taken sweep(Instant now) {
    Transactions transactions = tables.database.transactions();
    return new Sweep(
            retention,
            new OldWeeks(new OldPartitions(database, transactions), database),
            new OldRows(database),
            new StatStore(database),
            transactions,
            () -> now)
        .run();
  }

  private String counts() {
    return "attempts %d deliveries %d events %d"
        .formatted(
            tables.count("select count(*) from attempt"),
            tables.count("select count(*) from delivery"),
            tables.count("select count(*) from event"));
  }

  static final class H2Test extends SweepContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends SweepContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
