package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** One virtual thread for every request that is being made, and for each of the two loops. */
@Service
public class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final ExecutorService threads;
  private final Courier courier;
  private final Outbox outbox;
  private final DeliveryWorker worker;
  private final WakeSignal wake;

  @Inject
  Dispatcher(
      ExecutorService threads,
      Courier courier,
      Outbox outbox,
      DeliveryWorker worker,
      WakeSignal wake) {
    this.threads = threads;
    this.courier = courier;
    this.outbox = outbox;
    this.worker = worker;
    this.wake = wake;
  }

  /** Each list is one request. */
  void send(Collection<List<Dispatch>> requests) {
    courier.ready(requests.stream().flatMap(List::stream).map(Dispatch::delivery).toList());
    requests.forEach(this::send);
  }

  private void send(List<Dispatch> together) {
    try {
      threads.execute(() -> deliver(together));
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

  void run(Runnable loop) {
    threads.execute(loop);
  }
}
