package dev.postern.ingest.commit;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import dev.postern.core.store.Dialect;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.ReceivedStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waiting requests share commits: while one commit is under way the next batch gathers by itself.
 * One or two writers run only while somebody waits. Thread-safe.
 */
@Service
public class GroupCommit {
  private final WaitingRoom room;
  private final BatchWriter writer;
  private final ExecutorService executor;
  private final IngestConfig.CommitRules rules;
  private final int maxWriters;
  private final AtomicInteger writers = new AtomicInteger();

  @Inject
  GroupCommit(
      ReceivedStore store,
      Transactions transactions,
      ExecutorService executor,
      IngestConfig config,
      Database database) {
    // The embedded database writes one transaction at a time anyway.
    this(
        new BatchWriter(store, transactions),
        executor,
        config.commit(),
        database.dialect() == Dialect.H2 ? 1 : config.commit().writers());
  }

  public GroupCommit(
      BatchWriter writer, ExecutorService executor, IngestConfig.CommitRules rules, int writers) {
    this.room = new WaitingRoom(rules.maxWaiting(), rules.maxWaitingBytes());
    this.writer = writer;
    this.executor = executor;
    this.rules = rules;
    this.maxWriters = writers;
  }

  /**
   * Takes the webhooks of one request together and returns after the commit, with a receipt for
   * each in their order. Empty when there is no room, when the store is away, or when the outcome
   * is not known in time: the sender must try again, and will be told the truth then.
   */
  public Optional<List<Receipt>> commit(List<NewReceived> rows) {
    Waiting waiting = new Waiting(rows);
    if (!room.enter(waiting)) {
      return Optional.empty();
    }
    try {
      wake();
      return await(waiting, rules.timeout());
    } catch (RejectedExecutionException shuttingDown) {
      waiting.receipts().complete(Optional.empty());
      return Optional.empty();
    }
  }

  private static Optional<List<Receipt>> await(Waiting waiting, Duration timeout) {
    try {
      return waiting.receipts().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      // Done without a receipt: a writer that has not taken it yet will leave it out.
      waiting.receipts().complete(Optional.empty());
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException never) {
      throw new IllegalStateException("Receipts never fail.", never);
    }
  }

  private void wake() {
    int running = writers.get();
    while (running < maxWriters && !room.isEmpty()) {
      if (writers.compareAndSet(running, running + 1)) {
        start();
        return;
      }
      running = writers.get();
    }
  }

  private void start() {
    boolean started = false;
    try {
      executor.execute(this::drain);
      started = true;
    } finally {
      if (!started) {
        writers.decrementAndGet();
      }
    }
  }

  private void drain() {
    try {
      for (var batch = room.next(rules.batch());
          !batch.isEmpty();
          batch = room.next(rules.batch())) {
        writer.write(batch);
      }
    } finally {
      writers.decrementAndGet();
    }
    // Somebody may have come between the last look and the decrement, and seen enough writers.
    wake();
  }
}
