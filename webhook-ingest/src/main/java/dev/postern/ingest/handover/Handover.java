package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.config.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The worker: claims in a short transaction, hands over a few at a time, and looks again until
 * nothing is due. Woken by every commit that leaves something to do; the poll is the net for what
 * other nodes left behind. Thread-safe.
 */
@Service
public class Handover {
  private static final System.Logger LOG = System.getLogger(Handover.class.getName());
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;

  private final HandoverQueue queue;
  private final HandoverTask task;
  private final Transactions transactions;
  private final ExecutorService executor;
  private final IngestConfig.HandoverRules rules;

  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean wanted = new AtomicBoolean();

  @Inject
  public Handover(
      HandoverQueue queue,
      HandoverTask task,
      Transactions transactions,
      ExecutorService executor,
      IngestConfig config) {
    this.queue = queue;
    this.task = task;
    this.transactions = transactions;
    this.executor = executor;
    this.rules = config.handover();
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      PlatformConfig node,
      ScheduledExecutorService scheduler) {
    if (node.roles().contains(PlatformConfig.NodeRole.INGEST)) {
      long poll = rules.poll().toMillis();
      scheduler.scheduleWithFixedDelay(this::wake, poll, poll, TimeUnit.MILLISECONDS);
    }
  }

  /** Says that something may be due. Returns at once. */
  public void wake() {
    wanted.set(true);
    if (running.compareAndSet(false, true)) {
      try {
        executor.execute(this::work);
      } catch (RejectedExecutionException shuttingDown) {
        running.set(false);
      }
    }
  }

  /** Puts one in line again, inside the caller's transaction. */
  public void again(TenantId tenant, SourceId source, ReceivedId id) {
    queue.again(tenant, source, id);
    transactions.afterCommit(this::wake);
  }

  private void work() {
    try {
      while (wanted.getAndSet(false)) {
        drain();
      }
    } catch (RuntimeException away) {
      // The next poll tries again.
      LOG.log(System.Logger.Level.WARNING, "handover_claim_failed", away);
    } finally {
      running.set(false);
    }
    if (wanted.get()) {
      wake();
    }
  }

  private void drain() {
    List<Claimed> batch;
    do {
      batch = transactions.required(() -> queue.claim(BATCH, rules.lease()));
      handOver(batch);
    } while (batch.size() == BATCH);
  }

  private void handOver(List<Claimed> batch) {
    Semaphore slots = new Semaphore(AT_ONCE);
    for (Claimed claimed : batch) {
      slots.acquireUninterruptibly();
      executor.execute(() -> {
        try {
          task.run(claimed);
        } finally {
          slots.release();
        }
      });
    }
    slots.acquireUninterruptibly(AT_ONCE);
  }
}
