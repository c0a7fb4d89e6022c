package dev.postern.outbound.replay;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.Settings;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.JobId;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Database;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.DeliveryPlaces;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.Cause;
import dev.postern.outbound.ledger.DeadLetters;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.store.DeadReader;
import dev.postern.outbound.ledger.store.DeliveryReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for deliveries that are sent again in numbers. */
abstract class JobsContract {
  private OutboundTables tables;
  private Database database;
  private QueueFixture rows;
  private Jobs jobs;
  private JobStep step;
  private Function<Map<String, String>, JobStep> steps;
  private EndpointId endpoint;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
    rows = new QueueFixture(database);
    JobStore store = new JobStore(database);
    DeliveryReader deliveries = new DeliveryReader(database);
    KeyLines lines = new KeyLines(database);
    jobs =
        new Jobs(
            store,
            deliveries,
            new AuditTrail(
                new AuditStore(database),
                tables.database.transactions(),
                new dev.postern.core.id.Stamp(tables::id, () -> tables.now)),
            tables.database.transactions(),
            tables.stamp());
    steps =
        settings ->
            new JobStep(
                store,
                deliveries,
                new DeliveryPlaces(database, new BacklogStore(database, lines), lines),
                new StatusGate(database),
                tables.database.transactions(),
                tables.wakeUps::incrementAndGet,
                OutboundConfig.from(new Settings(key -> Optional.ofNullable(settings.get(key)))));
    step = steps.apply(Map.of("postern.replay.per.second", "500"));
    endpoint = rows.endpoint();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void a_job_puts_all_that_is_over_back_portion_by_portion_and_ends() {
    over(rows.deliveries(endpoint, 110), "DEAD");
    DeliveryId live = rows.delivery(endpoint);
    over(rows.deliveries(rows.endpoint(), 3), "DEAD");
    Job job = start(endpoint, DeliveryStatus.DEAD);
    assertThat(job.total()).isEqualTo(110);

    assertThat(step.next()).isTrue();
    assertThat(found(job)).extracting(Job::completed, Job::status).containsExactly(50L, running());
    assertThat(step.next()).as("paced: its turn comes again in a tenth of a second").isFalse();
    due();
    assertThat(step.next()).isTrue();
    due();
    assertThat(step.next()).isTrue();
    assertThat(found(job))
        .extracting(Job::completed, Job::status)
        .containsExactly(110L, Job.Status.DONE);
    due();
    assertThat(step.next()).isFalse();

    assertThat(rows.queued()).isEqualTo(111);
    assertThat(tables.count("select count(*) from delivery_queue where retry")).isEqualTo(110);
    assertThat(rows.state(live).status()).isEqualTo("PENDING");
    assertThat(tables.wakeUps).hasValue(3);
  }

  @Test
  void a_group_of_one_cause_is_counted_and_sent_again_without_the_others() {
    List<DeliveryId> down = rows.deliveries(endpoint, 3);
    List<DeliveryId> refused = rows.deliveries(endpoint, 2);
    List<DeliveryId> untold = rows.deliveries(endpoint, 1);
    over(down, "DEAD");
    over(refused, "DEAD");
    over(untold, "DEAD");
    down.forEach(id -> attempted(id, "attempts_exhausted", "HTTP_ERROR", 503));
    refused.forEach(id -> attempted(id, "client_error", "HTTP_ERROR", 400));

    List<DeadLetters.Group> groups = new DeadLetters(new DeadReader(database)).of(TENANT).groups();
    assertThat(groups)
        .extracting(group -> group.cause().responseStatus(), DeadLetters.Group::deliveries)
        .containsExactlyInAnyOrder(
            Tuple.tuple(503, 3L), Tuple.tuple(400, 2L), Tuple.tuple(null, 1L));

    Cause cause = new Cause("attempts_exhausted", AttemptOutcome.HTTP_ERROR, 503);
    LedgerFilter filter =
        new LedgerFilter(DeliveryStatus.DEAD, endpoint, null, null, null, null, cause);
    assertThat(jobs.matching(TENANT, filter).rows()).isEqualTo(3);
    tables.now = tables.now.plusSeconds(1);
    jobs.start(TENANT, Job.Kind.BULK_RETRY, filter);
    assertThat(step.next()).isTrue();
    assertThat(down).allMatch(id -> !rows.state(id).status().equals("DEAD"));
    assertThat(refused).allMatch(id -> rows.state(id).status().equals("DEAD"));
    assertThat(untold).allMatch(id -> rows.state(id).status().equals("DEAD"));
  }

  private void attempted(DeliveryId id, String reason, String outcome, int status) {
    database.update(
        "update delivery set status_reason = ?, attempt_count = 1 where id = ?", reason, id);
    database.update(
        """
        insert into attempt (id, tenant_id, delivery_id, number, started_at, duration_ms, outcome,
          response_status, request_headers, response_headers, response_body_truncated)
        values (?, ?, ?, 1, ?, 5, ?, ?, '{}', '{}', false)
        """,
        rows.id(),
        TENANT,
        id,
        tables.now,
        outcome,
        status);
  }

  @Test
  void a_portion_that_a_crash_cut_off_has_not_happened_and_is_done_again() {
    List<DeliveryId> dead = rows.deliveries(endpoint, 10);
    over(dead, "DEAD");
    Job job = start(endpoint, null);
    assertThatThrownBy(() ->
            tables
                .database
                .transactions()
                .run(() -> {
                  assertThat(step.next()).isTrue();
                  throw new IllegalStateException("the node died");
                }))
        .hasMessage("the node died");
    assertThat(found(job).completed()).isZero();
    assertThat(rows.queued()).isZero();
    assertThat(rows.state(dead.getFirst()).status()).isEqualTo("DEAD");

    assertThat(step.next()).isTrue();
    assertThat(found(job).status()).isEqualTo(Job.Status.DONE);
    assertThat(rows.queued()).isEqualTo(10);
  }

  @Test
  void a_portion_that_goes_well_forgets_those_that_failed() {
    over(rows.deliveries(endpoint, 60), "DEAD");
    Job job = start(endpoint, DeliveryStatus.DEAD);
    database.update(
        "insert into job_failure (job_id, tenant_id, failures, reason) values (?, ?, 3, 'Why.')",
        job.id(),
        TENANT);
    assertThat(found(job)).extracting(Job::failures, Job::failureReason).containsExactly(3, "Why.");

    assertThat(step.next()).isTrue();
    assertThat(found(job)).extracting(Job::failures, Job::failureReason).containsExactly(0, null);
  }

  @Test
  void a_job_whose_portions_fail_makes_way_for_others_and_is_given_up_with_its_reason() {
    over(rows.deliveries(endpoint, 1), "DEAD");
    EndpointId sound = rows.endpoint();
    over(rows.deliveries(sound, 1), "DEAD");
    Job broken = start(endpoint, DeliveryStatus.DEAD);
    Job other = start(sound, DeliveryStatus.DEAD);
    database.update(
        "alter table delivery_queue add constraint broken check (endpoint_id <> '"
            + endpoint.uuid()
            + "')");
    database.update("update job set due_at = due_at - interval '1' hour where id = ?", broken.id());

    assertThat(step.next()).isTrue();
    assertThat(step.next()).as("the other one's turn").isTrue();
    assertThat(found(other).status()).isEqualTo(Job.Status.DONE);
    assertThat(step.next()).as("it waits").isFalse();
    assertThat(found(broken).failures()).isEqualTo(1);
    for (int i = 1; i < JobStep.MOST_FAILURES; i++) {
      assertThat(found(broken).status()).isEqualTo(running());
      due();
      assertThat(step.next()).isTrue();
    }
    assertThat(found(broken).status()).isEqualTo(Job.Status.FAILED);
    assertThat(found(broken).failureReason()).isNotBlank();
    assertThat(found(broken).completedAt()).isNotNull();
    due();
    assertThat(step.next()).isFalse();
  }

  @Test
  void the_rate_of_a_job_is_the_operators() {
    over(rows.deliveries(endpoint, 9), "DEAD");
    step = steps.apply(Map.of("postern.replay.per.second", "40"));
    Job job = start(endpoint, DeliveryStatus.DEAD);

    assertThat(step.next()).isTrue();
    assertThat(found(job).completed()).isEqualTo(4);
    due();
    step = steps.apply(Map.of("postern.replay.per.second", "2"));
    assertThat(step.next()).isTrue();
    assertThat(found(job).completed()).as("one, and half a second's pause").isEqualTo(5);
  }

  @Test
  void a_job_is_moved_on_at_every_tick_and_looked_for_at_every_fifth() {
    over(rows.deliveries(endpoint, 110), "DEAD");
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      JobRunner runner = new JobRunner(step, timer);
      runner.run();
      Job job = start(endpoint, DeliveryStatus.DEAD);
      for (int tick = 0; tick < 4; tick++) {
        runner.run();
        assertThat(found(job).completed()).isZero();
      }
      for (long done : new long[] {50, 100, 110}) {
        runner.run();
        assertThat(found(job).completed()).isEqualTo(done);
        due();
      }
    }
  }

  @Test
  void a_cancelled_job_goes_no_further() {
    over(rows.deliveries(endpoint, 51), "DELIVERED");
    Job job = start(endpoint, null);
    assertThat(step.next()).isTrue();
    assertThat(jobs.cancel(TENANT, job.id()).status()).isEqualTo(Job.Status.CANCELLED);
    due();
    assertThat(step.next()).isFalse();
    assertThat(rows.queued()).isEqualTo(50);
    assertThat(refusal(() -> jobs.cancel(TENANT, job.id()))).isEqualTo("job_over");
    assertThat(refusal(() -> jobs.cancel(OutboundTables.OTHER, job.id()))).isEqualTo("not_found");
    assertThat(jobs.find(OutboundTables.OTHER, job.id())).isEmpty();
  }

  @Test
  void what_goes_to_a_suspended_endpoint_waits_there() {
    List<DeliveryId> dead = rows.deliveries(endpoint, 2);
    over(dead, "DEAD");
    rows.status(endpoint, "SUSPENDED");
    start(endpoint, null);
    assertThat(step.next()).isTrue();
    assertThat(rows.held()).isEqualTo(2);
    assertThat(rows.state(dead.getFirst()).reason()).isEqualTo("endpoint_suspended");
  }

  @Test
  void a_filter_of_status_takes_nothing_else_along() {
    over(rows.deliveries(endpoint, 2), "DEAD");
    over(rows.deliveries(endpoint, 3), "DELIVERED");
    assertThat(start(endpoint, DeliveryStatus.DEAD).total()).isEqualTo(2);
    assertThat(start(endpoint, null).total()).isEqualTo(5);
    assertThat(start(rows.endpoint(), null).total()).isZero();
  }

  private Job start(EndpointId to, @Nullable DeliveryStatus status) {
    tables.now = java.time.Instant.parse("2026-11-22T10:00:01Z");
    return jobs.start(
        TENANT, Job.Kind.REPLAY, new LedgerFilter(status, to, null, null, null, null));
  }

  private Job found(Job job) {
    JobId id = job.id();
    return jobs.find(TENANT, id).orElseThrow();
  }

  private static Job.Status running() {
    return Job.Status.RUNNING;
  }

  private void due() {
    database.update("update job set due_at = current_timestamp");
  }

  private void over(List<DeliveryId> deliveries, String status) {
    for (DeliveryId delivery : deliveries) {
      database.update("delete from delivery_queue where id = ?", delivery);
      database.update(
          "update delivery set status = ?, attempt_count = 3 where id = ?", status, delivery);
    }
  }

  private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).problem().code();
  }

  static final class H2Test extends JobsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends JobsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
