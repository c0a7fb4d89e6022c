package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.settle.ResultStore;
import dev.postern.outbound.settle.Settled;
import dev.postern.outbound.settle.Settlement;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Results between the threads that send and those that store. Bounded by what is in flight. What
 * could not be stored stays with who tried: the store may be away as long as it likes. Thread-safe.
 */
@Service
public class Outbox {
  private static final int MOST_AT_ONCE = 256;

  /** So many that one who stores does not keep up with those who send. */
  private static final int MANY = 128;

  private final DeliveryQueue queue;
  private final ResultStore store;
  // The results of one request together: a batch is settled as a whole.
  private final BlockingQueue<List<Result>> results = new LinkedBlockingQueue<>();
  private final AtomicLong lostLeases = new AtomicLong();
  private final WakeSignal many = new WakeSignal();

  @Inject
  public Outbox(DeliveryQueue queue, ResultStore store) {
    this.queue = queue;
    this.store = store;
  }

  void put(List<Result> ofOneRequest) {
    results.add(ofOneRequest);
    if (results.size() == MANY) {
      many.ring();
    }
  }

  /** What was stored in one step, and whose slots are free now. */
  record Flushed(Settled settled, List<ClaimedDelivery> free) {}

  /** For one thread that stores. */
  Desk desk() {
    return new Desk();
  }

  /** Where one thread stores. Not thread-safe. */
  final class Desk {
    private List<Result> open = List.of();

    /** Waits for a result, and stores it with what else is there. Empty when none came in time. */
    Optional<Flushed> flushNext(Duration atMost) throws InterruptedException {
      if (open.isEmpty()) {
        List<Result> first = results.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
          return Optional.empty();
        }
        open = first;
      }
      return Optional.of(flush());
    }

    /** The same where another desk does not keep up; few are left to that one, together. */
    Optional<Flushed> help(Duration atMost) throws InterruptedException {
      if (open.isEmpty() && results.size() < MANY) {
        many.await(atMost);
        if (results.size() < MANY) {
          return Optional.empty();
        }
      }
      return Optional.of(flush());
    }

    /**
     * Stores what is there now.
     *
     * @throws dev.postern.core.store.StoreException nothing was lost: call again
     */
    Flushed flush() {
      List<Result> batch = new ArrayList<>(open);
      while (batch.size() < MOST_AT_ONCE && results.poll() instanceof List<Result> next) {
        batch.addAll(next);
      }
      open = batch;
      Flushed flushed = store(batch);
      open = List.of();
      return flushed;
    }
  }

  /** Results whose lease somebody else had taken, since the start. */
  long lostLeases() {
    return lostLeases.get();
  }

  private Flushed store(List<Result> batch) {
    List<Settlement> made = new ArrayList<>();
    List<ClaimedDelivery> unsent = new ArrayList<>();
    for (Result result : batch) {
      switch (result) {
        case Result.Made(Settlement settlement) -> made.add(settlement);
        case Result.GivenBack(ClaimedDelivery delivery) -> unsent.add(delivery);
        case Result.Abandoned abandoned -> {
          // Its lease runs out.
        }
      }
    }
    if (!unsent.isEmpty()) {
      queue.release(unsent);
    }
    Settled settled = store.settle(made);
    lostLeases.addAndGet(settled.lost().size());
    return new Flushed(settled, batch.stream().map(Result::delivery).toList());
  }
}
