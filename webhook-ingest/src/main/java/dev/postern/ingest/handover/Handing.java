package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.core.trace.TraceParent;
import dev.postern.core.trace.Tracing;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.handle.UnprocessableWebhook;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Gives a webhook to one recipient: within its time, under a lease that is kept alive, and so that
 * what a transactional recipient wrote, the record of it and the fence commit as one.
 */
@Service
public class Handing {
  private static final System.Logger LOG = System.getLogger(Handing.class.getName());

  private final HandoverRooms rooms;
  private final Transactions transactions;
  private final InstantSource time;
  private final TimeLimit limits;
  private final Duration lease;
  private static final String NO_PLACE =
      "Handlers that do not end hold the places for work inside of transactions.";
  private final TransactionPlaces places = new TransactionPlaces(TransactionPlaces.ON_A_NODE);

  @Inject
  public Handing(
      HandoverRooms rooms,
      Transactions transactions,
      InstantSource time,
      ScheduledExecutorService scheduler,
      IngestConfig config) {
    this.rooms = rooms;
    this.transactions = transactions;
    this.time = time;
    this.limits = new TimeLimit(scheduler, rooms.queue().survivesInterrupts());
    this.lease = config.handover().lease();
  }

  Outcome give(Trip trip, Recipient to) {
    try (TimeLimit.Watch watch = limits.watch(lease.dividedBy(3), () -> prolong(trip.claimed()))) {
      return to.handler() && to.transactional() ? inPlace(trip, to, watch) : give(trip, to, watch);
    }
  }

  private Outcome inPlace(Trip trip, Recipient to, TimeLimit.Watch watch) {
    SourceId source = trip.claimed().source();
    long start = System.nanoTime();
    try {
      if (!places.enter(source, to.name(), to.limit())) {
        return new Outcome.Failed(NO_PLACE, Outcome.Kind.ERROR, millis(start));
      }
    } catch (InterruptedException stopping) {
      // Nothing was begun: it is due again once the lease has run out.
      Thread.currentThread().interrupt();
      return new Outcome.LeaseLost();
    }
    try {
      return give(trip, to, watch);
    } finally {
      places.leave(source, to.name(), watch.overran());
    }
  }

  private Outcome give(Trip trip, Recipient to, TimeLimit.Watch watch) {
    long start = System.nanoTime();
    try {
      if (to.transactional()) {
        transactions.run(() -> {
          take(trip, to, watch);
          conclude(trip, to, done(start, watch));
        });
      } else {
        take(trip, to, watch);
        transactions.run(() -> conclude(trip, to, done(start, watch)));
      }
      return done(start, watch);
    } catch (LostException lost) {
      LOG.log(System.Logger.Level.INFO, "handover_lease_lost received={0}", trip.claimed().id());
      return new Outcome.LeaseLost();
    } catch (RuntimeException rolledBack) {
      return failed(to, rolledBack, start, watch);
    }
  }

  private void take(Trip trip, Recipient to, TimeLimit.Watch watch) {
    if (!rooms.queue().held(trip.claimed())) {
      throw new LostException();
    }
    watch.begun(to.limit());
    Tracing.arrived(trip.cargo().headers().first(TraceParent.HEADER).orElse(null));
    try {
      to.taking().take(trip.claimed(), trip.cargo());
    } catch (Exception | Error thrown) {
      throw new FailedException(thrown);
    } finally {
      Tracing.left();
      watch.ended();
    }
  }

  private void conclude(Trip trip, Recipient to, Outcome.Done done) {
    boolean ours =
        trip.only()
            ? rooms.queue().settle(trip.claimed(), ReceivedStatus.PROCESSED)
            : rooms.queue().renew(trip.claimed(), lease);
    if (!ours) {
      throw new LostException();
    }
    if (trip.records(to)) {
      rooms.outcomes().record(trip.claimed(), to.name(), done, time.instant());
    }
  }

  private void prolong(Claimed claimed) {
    try {
      transactions.run(() -> rooms.queue().renew(claimed, lease));
    } catch (RuntimeException away) {
      // The next beat tries again; if none succeeds, the fence rolls the work back.
      LOG.log(System.Logger.Level.WARNING, "handover_lease_not_renewed id=" + claimed.id(), away);
    }
  }

  private static Outcome.Done done(long start, TimeLimit.Watch watch) {
    return new Outcome.Done(millis(start), watch.overran());
  }

  private static Outcome failed(
      Recipient to, RuntimeException thrown, long start, TimeLimit.Watch watch) {
    Throwable cause = thrown instanceof FailedException ? thrown.getCause() : thrown;
    LOG.log(System.Logger.Level.WARNING, "handover_failed recipient=" + to.name(), cause);
    if (watch.overran()) {
      return new Outcome.Failed(
          "It took longer than " + to.limit() + ".", Outcome.Kind.OVERRAN, millis(start));
    }
    String message = cause == null ? null : cause.getMessage();
    return new Outcome.Failed(
        message == null ? String.valueOf(cause) : message,
        hopeless(cause) ? Outcome.Kind.HOPELESS : Outcome.Kind.ERROR,
        millis(start));
  }

  // What is no event of the contract never will be one; the store's absence ends by itself.
  private static boolean hopeless(@Nullable Throwable cause) {
    return cause instanceof UnprocessableWebhook
        || (cause instanceof ProblemException refused && refused.problem().status() < 500);
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException() {
      super("the lease was lost", null, false, false);
    }
  }

  private static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(Throwable cause) {
      super(cause);
    }
  }
}
