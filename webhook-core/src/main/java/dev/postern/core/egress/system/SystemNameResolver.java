package dev.postern.core.egress.system;

import dev.postern.core.egress.NameResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lookup of the operating system, which cannot be interrupted and would hold a virtual thread's
 * carrier: it runs on a bounded pool of its own, and the caller waits only as long as it said.
 */
public final class SystemNameResolver implements NameResolver, AutoCloseable {

  private static final int THREADS = 64;
  private static final int WAITING = 4096;

  private final ThreadPoolExecutor pool;

  public SystemNameResolver() {
    pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("postern-dns-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public List<InetAddress> lookup(String host, Duration within) throws UnknownHostException {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    try {
      pool.execute(() -> complete(answer, host));
      return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException full) {
      throw failure("too many lookups are waiting", full);
    } catch (TimeoutException late) {
      answer.cancel(false);
      throw failure("no answer within " + within.toMillis() + " ms", late);
    } catch (ExecutionException failed) {
      throw failure("the name server knows no address", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure("the lookup was interrupted", stopped);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private static void complete(CompletableFuture<List<InetAddress>> answer, String host) {
    if (answer.isCancelled()) {
      return;
    }
    try {
      answer.complete(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException | RuntimeException failed) {
      answer.completeExceptionally(failed);
    }
  }

  private static UnknownHostException failure(String why, Throwable cause) {
    UnknownHostException failure = new UnknownHostException(why);
    failure.initCause(cause);
    return failure;
  }
}
