package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.config.OutboundConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Claims whenever it is woken, at the latest after the poll interval, and keeps what is held in
 * step with the endpoints. With the store away it waits longer and longer, and goes on by itself.
 */
@Service
public class ClaimLoop {
  private static final System.Logger LOG = System.getLogger(ClaimLoop.class.getName());
  private static final Duration STEP = Duration.ofMillis(250);

  /** Between two looks at a lane that was empty while the other is not. */
  private static final Duration RETRIES = Duration.ofMillis(50);

  /**
   * Between two looks, with all slots full, for whom they are not full; longer after each in vain.
   */
  private static final Duration RESERVE = Duration.ofMillis(50);

  private static final Duration LONGEST_RESERVE = Duration.ofMillis(400);

  /**
   * For room that makes a claim worth its while: a few slots left empty cost less than many claims.
   */
  private static final Duration GATHER = Duration.ofMillis(5);

  private static final Duration LOOK_AROUND = Duration.ofSeconds(15);
  private static final Duration ORPHANS = Duration.ofMinutes(10);
  private static final Duration MEND = Duration.ofMinutes(10);

  private final DeliveryWorker worker;
  private final BacklogKeeper keeper;
  private final WakeSignal wake;
  private final Announcer announcer;
  private final OutboundConfig config;

  @Inject
  ClaimLoop(
      DeliveryWorker worker,
      BacklogKeeper keeper,
      WakeSignal wake,
      Announcer announcer,
      OutboundConfig config) {
    this.worker = worker;
    this.keeper = keeper;
    this.wake = wake;
    this.announcer = announcer;
    this.config = config;
  }

  void run(Stop stop, Dispatcher dispatcher) throws InterruptedException {
    Every step = new Every(STEP);
    Every lookAround = new Every(LOOK_AROUND);
    Every orphans = new Every(ORPHANS);
    Every mend = new Every(MEND);
    Every retries = new Every(RETRIES);
    Every reserve = new Every(RESERVE);
    boolean retriesDue = true;
    Backoff backoff = Backoff.fresh();
    while (!stop.isRaised()) {
      try {
        if (lookAround.due()) {
          keeper.lookAround();
        }
        if (orphans.due()) {
          keeper.lookForOrphans();
        }
        if (mend.due()) {
          keeper.mendLines();
        }
        if (step.due()) {
          keeper.step();
        }
        dispatcher.giveBackStale();
        // First attempts are on their way before retries are looked for.
        boolean idle = !start(worker.claim(Lane.FIRST_ATTEMPTS), dispatcher::send);
        if (retriesDue || idle || retries.due()) {
          retriesDue = start(worker.claim(Lane.RETRIES), dispatcher::send);
          idle &= !retriesDue;
        }
        boolean crowded = worker.crowded();
        if (!crowded) {
          reserve = new Every(RESERVE);
        } else if (reserve.due()) {
          boolean inVain = true;
          for (Lane lane : Lane.values()) {
            inVain &= !start(worker.claimReserved(lane), dispatcher::sendAtOnce);
          }
          idle &= inVain;
          reserve = inVain ? reserve.again(LONGEST_RESERVE) : Every.fromNow(RESERVE);
        }
        backoff = Backoff.fresh();
        if (!idle) {
          gather();
        } else if (dispatcher.anyWaiting()) {
          wake.await(Slots.PATIENCE);
        } else {
          wake.await(crowded ? reserve.interval() : nextLook());
        }
      } catch (RuntimeException | Error e) {
        // Errors pass too, such as a class that could not be read for want of files or memory. A
        // node that says so every few seconds is better than one that delivers nothing any more.
        LOG.log(System.Logger.Level.WARNING, "claim_failed next_try=" + backoff.next(), e);
        stop.await(backoff.next());
        backoff = backoff.longer();
      }
    }
  }

  private boolean start(List<Dispatch> claimed, Consumer<Collection<List<Dispatch>>> start) {
    if (claimed.isEmpty()) {
      return false;
    }
    start.accept(Dispatch.together(claimed));
    announcer.claimed(claimed);
    return true;
  }

  private void gather() throws InterruptedException {
    long end = System.nanoTime() + GATHER.toNanos();
    for (long left = GATHER.toNanos();
        left > 0 && !worker.roomy();
        left = end - System.nanoTime()) {
      wake.await(Duration.ofNanos(left));
    }
  }

  private Duration nextLook() {
    return worker.ripeIn().filter(ripe -> ripe.compareTo(config.poll()) < 0).orElse(config.poll());
  }

  /** True at most once in every interval. */
  private static final class Every {
    private final long nanos;
    private long last;

    Every(Duration interval) {
      nanos = interval.toNanos();
      last = System.nanoTime() - nanos;
    }

    static Every fromNow(Duration interval) {
      Every every = new Every(interval);
      every.last = System.nanoTime();
      return every;
    }

    /** Twice as long from now on, up to {@code longest}. */
    Every again(Duration longest) {
      return fromNow(Duration.ofNanos(Math.min(2 * nanos, longest.toNanos())));
    }

    Duration interval() {
      return Duration.ofNanos(nanos);
    }

    boolean due() {
      long now = System.nanoTime();
      if (now - last < nanos) {
        return false;
      }
      last = now;
      return true;
    }
  }
}
