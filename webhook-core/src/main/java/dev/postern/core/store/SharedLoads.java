package dev.postern.core.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Loads that everybody who wants the same waits for together, and nobody longer than he can: a
 * database that gives no answer must not hold a request for ever, nor its successors behind it.
 * Thread-safe.
 */
public final class SharedLoads<K, V> {
  private final ConcurrentHashMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();
  private final Executor executor;
  private final Duration patience;

  public SharedLoads(Executor executor, Duration patience) {
    this.executor = executor;
    this.patience = patience;
  }

  /**
   * What the load that is under way for the key brings, or this one.
   *
   * @param load runs on another thread, outside of the caller's transaction
   * @throws StoreException when it brings nothing in time; the next caller tries anew
   */
  public V get(K key, Supplier<V> load) {
    CompletableFuture<V> own = new CompletableFuture<>();
    CompletableFuture<V> others = underWay.putIfAbsent(key, own);
    if (others == null) {
      start(key, own, load);
    }
    return await(key, others == null ? own : others);
  }

  /** Whoever asks from now on is not given what was begun before. */
  public void forget() {
    underWay.clear();
  }

  private void start(K key, CompletableFuture<V> own, Supplier<V> load) {
    try {
      executor.execute(() -> run(key, own, load));
    } catch (RejectedExecutionException stopping) {
      finish(key, own, stopping);
    }
  }

  private void run(K key, CompletableFuture<V> own, Supplier<V> load) {
    try {
      V loaded = load.get();
      // First gone, then told: who asks after an answer is not given it once more.
      underWay.remove(key, own);
      boolean unused = own.complete(loaded);
    } catch (RuntimeException | Error failed) {
      finish(key, own, failed);
    }
  }

  private void finish(K key, CompletableFuture<V> own, Throwable failed) {
    underWay.remove(key, own);
    boolean unused = own.completeExceptionally(failed);
  }

  private V await(K key, CompletableFuture<V> load) {
    try {
      return load.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      underWay.remove(key, load);
      throw new StoreException("the database gave no answer in time", late);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new StoreException("the node is stopping", stopping);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException away) {
        throw away;
      }
      throw failed.getCause() instanceof RejectedExecutionException stopping
          ? new StoreException("the node is stopping", stopping)
          : new IllegalStateException("A load failed.", failed.getCause());
    }
  }
}
