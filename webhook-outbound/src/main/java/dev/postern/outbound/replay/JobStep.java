package dev.postern.outbound.replay;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.JobId;
import dev.postern.core.store.SeldomLog;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.DeliveryWakeUp;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.claim.DeliveryPlaces;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.store.DeliveryReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * One portion of one job, in one transaction with the mark of how far it came: a node that dies
 * within it has done nothing.
 */
@Service
class JobStep {
  /** How often it is asked while there is a job: what comes at once keeps live traffic waiting. */
  static final Duration TICK = Duration.ofMillis(100);

  /** In a row, over some ten minutes. */
  static final int MOST_FAILURES = 8;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(JobStep.class.getName()));

  private final JobStore jobs;
  private final DeliveryReader deliveries;
  private final DeliveryPlaces places;
  private final StatusGate gate;
  private final Transactions transactions;
  private final DeliveryWakeUp wakeUp;

  // A portion and the pause after it keep the rate, however many nodes there are: the row's lock
  // and due time see to it.
  private final int portion;
  private final Duration pause;

  @Inject
  JobStep(
      JobStore jobs,
      DeliveryReader deliveries,
      DeliveryPlaces places,
      StatusGate gate,
      Transactions transactions,
      DeliveryWakeUp wakeUp,
      OutboundConfig config) {
    this.jobs = jobs;
    this.deliveries = deliveries;
    this.places = places;
    this.gate = gate;
    this.transactions = transactions;
    this.wakeUp = wakeUp;
    int rate = config.replayPerSecond();
    portion = Math.max(1, (int) (rate * TICK.toMillis() / 1000));
    pause = Duration.ofMillis(1000L * portion / rate);
  }

  /** False when no job is due. */
  boolean next() {
    AtomicReference<JobId> tried = new AtomicReference<>();
    try {
      return transactions.required(() -> {
        Optional<JobId> due = jobs.lockDue();
        due.ifPresent(id -> {
          tried.set(id);
          portion(jobs.get(id));
        });
        return due.isPresent();
      });
    } catch (RuntimeException e) {
      JobId id = tried.get();
      if (id == null) {
        throw e;
      }
      LOG.warn("job_portion_failed job=" + id, e);
      transactions.run(() -> failed(id, reason(e)));
      return true;
    }
  }

  /** The portion has not happened. Without a wait the job would be the oldest due one for ever. */
  private void failed(JobId id, String reason) {
    int failures = jobs.failures(id) + 1;
    if (failures >= MOST_FAILURES) {
      jobs.fail(id, failures, reason);
    } else {
      jobs.postpone(id, failures, reason, FIRST_WAIT.multipliedBy(1L << (failures - 1)));
    }
  }

  /** For people: no class, no SQL. */
  private static String reason(RuntimeException e) {
    return e instanceof StoreException
        ? "The store refused a portion of it."
        : "A portion of it ended in an internal error.";
  }

  private void portion(Job job) {
    List<Delivery> found =
        deliveries.after(job.tenant(), job.filter(), new DeliveryId(job.lastId()), portion);
    if (!found.isEmpty()) {
      Set<EndpointId> endpoints =
          found.stream().map(Delivery::endpointId).collect(Collectors.toSet());
      gate.publish(job.tenant(), endpoints);
      places.sendAgain(job.tenant(), found.stream().map(Delivery::id).toList());
      jobs.advance(job, found.size(), found.getLast().id().uuid(), pause);
      transactions.afterCommit(wakeUp::deliveriesWaiting);
    }
    if (found.size() < portion) {
      boolean unused = jobs.end(job.id(), Job.Status.DONE);
    }
  }
}
