package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import jakarta.inject.Inject;
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

  @Inject
  Dispatcher(ExecutorService threads, Courier courier, Outbox outbox) {
    this.threads = threads;
    this.courier = courier;
    this.outbox = outbox;
  }

  void send(List<Dispatch> together) {
    try {
      threads.execute(() -> outbox.put(courier.deliver(together)));
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.WARNING, "dispatch_rejected", e);
      outbox.put(Result.givenBack(together));
    }
  }

  void run(Runnable loop) {
    threads.execute(loop);
  }
}
