package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.store.Patience;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** One virtual thread for every request that is being made, and for each of the two loops. */
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
  private final Duration patience;

  @Inject
  Dispatcher(
      ExecutorService threads,
      Courier courier,
      Outbox outbox,
      DeliveryWorker worker,
      WakeSignal wake) {
    this(threads, courier, outbox, worker, wake, PATIENCE);
  }

  Dispatcher(
      ExecutorService threads,
      Courier courier,
      Outbox outbox,
      DeliveryWorker worker,
      WakeSignal wake,
      Duration patience) {
    this.threads = threads;
    this.courier = courier;
    this.outbox = outbox;
    this.worker = worker;
    this.wake = wake;
    this.patience = patience;
  }

  /** Each list is one request. */
  void send(Collection<List<Dispatch>> requests) {
    courier.ready(requests.stream().flatMap(List::stream).map(Dispatch::delivery).toList());
    requests.forEach(this::send);
  }

  private void send(List<Dispatch> together) {
    try {
      threads.execute(() -> step(() -> deliver(together)));
    } catch (RejectedExecutionException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "dispatch_rejected", e);
      outbox.put(Result.givenBack(together));
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
