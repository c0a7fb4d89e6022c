package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.store.Patience;
import dev.postern.outbound.config.OutboundConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Virtual threads for the loops and for as many requests as may be made at once: each goes on with
 * what waits for its slot.
 */
@Service
public class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  /**
   * For a database that is silent. What a claim had leased runs out by itself, and a settlement is
   * made again; nothing that either waits for, not even a disk at its end, takes as long.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExecutorService threads;
  private final Courier courier;
  private final Outbox outbox;
  private final DeliveryWorker worker;
  private final WakeSignal wake;
  private final Pace pace;
  private final Slots slots;
  private final Duration patience;

  @Inject
  Dispatcher(
      ExecutorService threads,
      Courier courier,
      Outbox outbox,
      DeliveryWorker worker,
      WakeSignal wake,
      Pace pace,
      OutboundConfig config) {
    this(threads, courier, outbox, worker, wake, pace, new Slots(config.maxInFlight()), PATIENCE);
  }

  Dispatcher(
      ExecutorService threads,
      Courier courier,
      Outbox outbox,
      DeliveryWorker worker,
      WakeSignal wake,
      Pace pace,
      Slots slots,
      Duration patience) {
    this.threads = threads;
    this.courier = courier;
    this.outbox = outbox;
    this.worker = worker;
    this.wake = wake;
    this.pace = pace;
    this.slots = slots;
    this.patience = patience;
  }

  /** Each list is one request; what finds no slot waits for one. */
  void send(Collection<List<Dispatch>> requests) {
    send(requests, false);
  }

  /** The same for what is owed a slot though all are taken. */
  void sendAtOnce(Collection<List<Dispatch>> requests) {
    send(requests, true);
  }

  private void send(Collection<List<Dispatch>> requests, boolean reserved) {
    courier.ready(requests.stream().flatMap(List::stream).map(Dispatch::delivery).toList());
    slots.begin(requests, reserved, pace.monotonic()).forEach(this::start);
  }

  /** Whether something claimed waits for a slot. */
  boolean anyWaiting() {
    return slots.anyWaiting();
  }

  /** What has waited too long for a slot is claimed anew, by whoever has one. */
  void giveBackStale() {
    giveBack(slots.stale(pace.monotonic()));
  }

  /** No claim is made any more: what waits behind requests that hang is not to wait for them. */
  void giveBackWaiting() {
    giveBack(slots.all());
  }

  private void giveBack(List<List<Dispatch>> requests) {
    requests.forEach(request -> outbox.put(Result.givenBack(request)));
  }

  private void start(List<Dispatch> request) {
    Optional<List<Dispatch>> next = Optional.of(request);
    while (next.isPresent()) {
      List<Dispatch> together = next.get();
      try {
        threads.execute(() -> work(together));
        return;
      } catch (RejectedExecutionException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "dispatch_rejected", e);
        outbox.put(Result.givenBack(together));
        next = slots.next(together);
      }
    }
  }

  /** One request, and then what waits for its slot. */
  private void work(List<Dispatch> first) {
    Optional<List<Dispatch>> next = Optional.of(first);
    while (next.isPresent()) {
      List<Dispatch> together = next.get();
      try {
        step(() -> deliver(together));
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "dispatch_failed", e);
      } finally {
        next = slots.next(together);
      }
    }
  }

  /** Whatever happens there is a result: without one their slots and leases would be kept. */
  private void deliver(List<Dispatch> together) {
    List<Result> results = Result.abandoned(together);
    try {
      results = courier.deliver(together);
    } finally {
      outbox.put(results);
    }
    worker.sent(together.stream().map(Dispatch::delivery).toList());
    if (worker.roomy()) {
      wake.ring();
    }
  }

  /** What is not on its way yet is given back; what is, ends. */
  void beginNothing() {
    courier.beginNothing();
  }

  void run(Runnable loop) {
    threads.execute(() -> step(loop));
  }

  /** On this thread: whatever it asks the database, it does not wait for ever. */
  void step(Runnable work) {
    Patience.run(patience, work);
  }
}
