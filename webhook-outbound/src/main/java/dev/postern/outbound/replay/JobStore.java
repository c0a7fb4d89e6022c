package dev.postern.outbound.replay;

import dev.postern.core.Service;
import dev.postern.core.id.JobId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads and writes {@code job} and {@code job_failure}. Due times are the database's clock, so that
 * nodes agree.
 */
@Service
class JobStore {
  /** By name: a column that a later version adds must not end what this one has prepared. */
  private static final String SELECT =
      """
      select j.id, j.tenant_id, j.kind, j.status, j.filter_json, j.total, j.completed, j.last_id,
             j.created_at, j.completed_at, coalesce(f.failures, 0) as failures, f.reason
        from job j left join job_failure f on f.job_id = j.id
      """;

  private final Database database;

  @Inject
  JobStore(Database database) {
    this.database = database;
  }

  void insert(Job job) {
    database.update(
        """
        insert into job (id, tenant_id, kind, status, filter_json, total, completed, last_id, due_at,
          created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, current_timestamp, ?)
        """,
        job.id(),
        job.tenant(),
        job.kind(),
        job.status(),
        FilterJson.write(job.filter()),
        job.total(),
        job.completed(),
        job.lastId(),
        job.createdAt());
  }

  Optional<Job> find(TenantId tenant, JobId id) {
    return database.queryOne(
        SELECT + " where j.tenant_id = ? and j.id = ?", JobStore::job, tenant, id);
  }

  List<Job> list(TenantId tenant, PageRequest page) {
    return database.query(
        SELECT + " where j.tenant_id = ? and j.id < ? order by j.id desc limit ?",
        JobStore::job,
        tenant,
        page.bound(),
        page.limit() + 1);
  }

  long running(TenantId tenant) {
    return database
        .queryOne(
            "select count(*) as n from job where tenant_id = ? and status = 'RUNNING'",
            row -> row.number("n"),
            tenant)
        .orElse(0L);
  }

  /** A running job whose turn it is, locked until the transaction ends; others are skipped. */
  Optional<JobId> lockDue() {
    return database.queryOne(
        """
        select id from job where status = 'RUNNING' and due_at <= current_timestamp
         order by due_at limit 1 for update skip locked
        """,
        row -> row.id("id", JobId::new));
  }

  Job get(JobId id) {
    return database.queryOne(SELECT + " where j.id = ?", JobStore::job, id).orElseThrow();
  }

  /** Portions in a row, before this one; of no job, none. */
  int failures(JobId id) {
    return database
        .queryOne(
            "select failures from job_failure where job_id = ?", row -> row.integer("failures"), id)
        .orElse(0);
  }

  void advance(Job job, int dealtWith, UUID lastId, Duration pause) {
    database.update(
        """
        update job
           set completed = completed + ?, last_id = ?,
               due_at = current_timestamp + cast(? as double precision) * interval '1' second
         where id = ?
        """,
        dealtWith,
        lastId,
        pause.toMillis() / 1000.0,
        job.id());
    database.update("delete from job_failure where job_id = ?", job.id());
  }

  /** A portion failed: its turn comes again after a while, and others have theirs meanwhile. */
  void postpone(JobId id, int failures, String reason, Duration pause) {
    int waiting =
        database.update(
            """
            update job
               set due_at = current_timestamp + cast(? as double precision) * interval '1' second
             where id = ? and status = 'RUNNING'
            """,
            pause.toMillis() / 1000.0,
            id);
    if (waiting == 1) {
      record(id, failures, reason);
    }
  }

  /** It is given up. */
  void fail(JobId id, int failures, String reason) {
    if (end(id, Job.Status.FAILED)) {
      record(id, failures, reason);
    }
  }

  /** Within the transaction that has changed the job, and so has it to itself. */
  private void record(JobId id, int failures, String reason) {
    database.update("delete from job_failure where job_id = ?", id);
    database.update(
        """
        insert into job_failure (job_id, tenant_id, failures, reason)
        select id, tenant_id, cast(? as integer), cast(? as varchar(500)) from job where id = ?
        """,
        failures,
        reason,
        id);
  }

  /** False when it is over already. */
  boolean end(JobId id, Job.Status status) {
    return database.update(
            """
            update job set status = ?, completed_at = current_timestamp
             where id = ? and status = 'RUNNING'
            """,
            status,
            id)
        == 1;
  }

  private static Job job(Row row) throws SQLException {
    return new Job(
        row.id("id", JobId::new),
        row.id("tenant_id", TenantId::new),
        row.word("kind", Job.Kind.class),
        row.word("status", Job.Status.class),
        FilterJson.read(row.text("filter_json")),
        row.number("total"),
        row.number("completed"),
        row.uuid("last_id"),
        row.integer("failures"),
        row.textOrNull("reason"),
        row.instant("created_at"),
        row.instantOrNull("completed_at"));
  }
}
