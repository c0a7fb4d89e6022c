package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Patience;
import dev.postern.core.store.SeldomLog;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.HandoverOutcome;
import dev.postern.ingest.config.IngestConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The worker: claims a few of every source that has something due and starts them; it never waits
 * for any of them. Woken by every commit that leaves something to do and by what ends while more is
 * due; the poll is the net for what other nodes left behind. Thread-safe.
 */
@Service
public class Handover {
  private static final System.Logger LOG = System.getLogger(Handover.class.getName());
  private static final SeldomLog AWAY = new SeldomLog(LOG);
  private static final SeldomLog NOT_STARTED = new SeldomLog(LOG);

  /** A database that is silent must not keep the one worker of a node for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is under way when the node stops may take so long to end; then it keeps its lease. */
  static final Duration DRAIN = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final HandoverRooms rooms;
  private final HandoverTask task;
  private final Transactions transactions;
  private final ExecutorService executor;
  private final IngestConfig.HandoverRules rules;
  private final Lanes lanes;

  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile boolean more;

  /** It is another node's: this one stops, or has no part in it. */
  private volatile boolean resting;

  private int turn;

  @Inject
  public Handover(
      HandoverRooms rooms,
      HandoverTask task,
      Transactions transactions,
      ExecutorService executor,
      IngestConfig config) {
    this.rooms = rooms;
    this.task = task;
    this.transactions = transactions;
    this.executor = executor;
    this.rules = config.handover();
    this.lanes = new Lanes(rules.atOnce(), rules.perSource());
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      PlatformConfig node,
      ScheduledExecutorService scheduler) {
    resting = !node.roles().contains(PlatformConfig.NodeRole.INGEST);
    if (!resting) {
      long poll = rules.poll().toMillis();
      scheduler.scheduleWithFixedDelay(this::wake, poll, poll, TimeUnit.MILLISECONDS);
    }
  }

  /** Claims nothing more, gives back what has not begun, and lets the rest end for a while. */
  @PreDestroy
  void stop() {
    resting = true;
    long end = System.nanoTime() + DRAIN.toNanos();
    while ((running.get() || lanes.busy()) && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Says that something may be due. Returns at once. */
  public void wake() {
    wanted.set(true);
    if (!resting && running.compareAndSet(false, true) && !started(this::work)) {
      running.set(false);
    }
  }

  /**
   * Puts one in line again from the start, inside the caller's transaction. Nothing of a source
   * that is being tested: what waits was taken in before, and goes on.
   */
  public void again(TenantId tenant, SourceId source, ReceivedId id) {
    if (!rooms.cargo().goesOn(tenant, source)) {
      return;
    }
    rooms.outcomes().forget(tenant, id);
    rooms.queue().again(tenant, source, id);
    task.seenTo(tenant, source);
    transactions.afterCommit(this::wake);
  }

  public List<HandoverOutcome> outcomes(TenantId tenant, ReceivedId id) {
    return rooms.outcomes().of(tenant, id);
  }

  private void work() {
    try {
      while (!resting && wanted.getAndSet(false)) {
        Patience.run(PATIENCE, this::round);
      }
    } catch (RuntimeException | Error away) {
      // The next poll tries again.
      AWAY.warn("handover_claim_failed", away);
    } finally {
      running.set(false);
    }
    if (wanted.get()) {
      wake();
    }
  }

  private void round() {
    List<SourceId> due = new ArrayList<>(rooms.queue().dueSources());
    if (due.isEmpty()) {
      more = false;
      return;
    }
    // Every round begins with another one, so that the last places do not always go to the same.
    Collections.rotate(due, turn++);
    List<Claimed> batch = new ArrayList<>();
    boolean committed = false;
    try {
      transactions.run(() -> claim(due, batch));
      committed = true;
    } finally {
      if (!committed) {
        batch.forEach(claimed -> lanes.leave(claimed.source(), false));
      }
    }
    begin(batch);
  }

  private void begin(List<Claimed> batch) {
    List<Claimed> back =
        batch.stream().filter(claimed -> resting || !started(() -> run(claimed))).toList();
    back.forEach(claimed -> lanes.leave(claimed.source(), false));
    if (!back.isEmpty()) {
      transactions.run(() -> back.forEach(rooms.queue()::giveBack));
    }
  }

  private void claim(List<SourceId> due, List<Claimed> batch) {
    boolean left = false;
    for (SourceId source : due) {
      int room = lanes.room(source);
      List<Claimed> own = room == 0 ? List.of() : rooms.queue().claim(source, room, rules.lease());
      own.forEach(claimed -> lanes.enter(source));
      batch.addAll(own);
      left |= own.size() == room;
    }
    more = left;
  }

  /**
   * Whether it runs or will. False is final: what an executor queued although it threw does nothing
   * when its turn comes, for it is somebody else's by then.
   */
  private boolean started(Runnable work) {
    AtomicBoolean decided = new AtomicBoolean();
    try {
      executor.execute(() -> {
        if (!decided.getAndSet(true)) {
          work.run();
        }
      });
      return true;
    } catch (RejectedExecutionException shuttingDown) {
      LOG.log(System.Logger.Level.DEBUG, "handover_not_started", shuttingDown);
    } catch (RuntimeException | Error thrown) {
      // The others of its batch have their places too, and are to be started.
      NOT_STARTED.warn("handover_not_started", thrown);
    }
    return decided.getAndSet(true);
  }

  private void run(Claimed claimed) {
    boolean overran = false;
    try {
      // A handler may ask for long; what it has not been told within the lease is somebody else's.
      overran = Patience.within(rules.lease(), () -> task.run(claimed));
    } finally {
      int left = lanes.leave(claimed.source(), overran);
      // Half of a source's places at a time: one claim for several webhooks.
      if (more && left <= rules.perSource() / 2) {
        wake();
      }
    }
  }
}
