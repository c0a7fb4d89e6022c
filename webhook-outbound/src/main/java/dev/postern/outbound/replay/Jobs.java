package dev.postern.outbound.replay;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.JobId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.Pulse;
import dev.postern.outbound.ledger.store.DeliveryReader;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The door to jobs. Each call joins the caller's transaction or opens its own. Thread-safe. */
@Service
public class Jobs {
  /** Running at one time, of one tenant. */
  public static final int MAX_RUNNING = 10;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final JobStore store;
  private final DeliveryReader deliveries;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  Jobs(
      JobStore store,
      DeliveryReader deliveries,
      AuditTrail audit,
      Transactions transactions,
      Stamp stamp) {
    this.store = store;
    this.deliveries = deliveries;
    this.audit = audit;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /**
   * Begins to send again what matches and is over. What is accepted from now on is not part of it.
   * 409 {@code too_many_jobs} with {@value #MAX_RUNNING} running.
   */
  public Job start(TenantId tenant, Job.Kind kind, LedgerFilter wanted) {
    Instant now = stamp.now();
    Instant until = wanted.until();
    LedgerFilter filter =
        until != null && until.isBefore(now)
            ? wanted
            : new LedgerFilter(
                wanted.status(),
                wanted.endpoint(),
                wanted.eventType(),
                wanted.since(),
                now,
                wanted.q(),
                wanted.cause());
    return transactions.required(() -> {
      if (store.running(tenant) >= MAX_RUNNING) {
        throw ProblemException.conflict(
            "too_many_jobs", "At most " + MAX_RUNNING + " jobs run at one time.");
      }
      Job job =
          new Job(
              new JobId(stamp.id()),
              tenant,
              kind,
              Job.Status.RUNNING,
              filter,
              deliveries.count(tenant, filter),
              0,
              BEFORE_ALL,
              0,
              null,
              now,
              null);
      store.insert(job);
      audit.record(tenant, Change.of("job.started", "job", job.id()).to(filter));
      return job;
    });
  }

  /** How many it would be, so that people know before they begin. */
  public Pulse.Count matching(TenantId tenant, LedgerFilter wanted) {
    return new Pulse.Count(deliveries.countUpTo(tenant, wanted, Pulse.MOST + 1));
  }

  public Optional<Job> find(TenantId tenant, JobId id) {
    return transactions.required(() -> store.find(tenant, id));
  }

  /** Newest first. */
  public Page<Job> list(TenantId tenant, PageRequest page) {
    return page.page(transactions.required(() -> store.list(tenant, page)), job -> job.id().uuid());
  }

  /**
   * What it has put into the queue stays there. 404 for none of the tenant's, 409 {@code job_over}
   * for one that is over.
   */
  public Job cancel(TenantId tenant, JobId id) {
    return transactions.required(() -> {
      Job job = store.find(tenant, id).orElseThrow(() -> ProblemException.notFound("The job"));
      if (!store.end(job.id(), Job.Status.CANCELLED)) {
        throw ProblemException.conflict("job_over", "The job is over already.");
      }
      audit.record(tenant, Change.of("job.cancelled", "job", id));
      return Objects.requireNonNull(store.find(tenant, id).orElse(null));
    });
  }
}
