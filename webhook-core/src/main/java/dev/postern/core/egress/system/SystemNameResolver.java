package dev.postern.core.egress.system;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.egress.NameResolver;
import dev.postern.core.egress.ResolverBusyException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lookup of the operating system, which cannot be interrupted and would hold a virtual thread's
 * carrier: it runs on bounded pools of its own, and the caller waits only as long as it said. A
 * name is looked up once at a time, for all who want it; and names that were slow have the smaller
 * pool: so name servers that do not answer keep their own callers waiting, and few others.
 */
public final class SystemNameResolver implements NameResolver, AutoCloseable {
  private static final int THREADS = 48;
  private static final int THREADS_FOR_SLOW = 16;
  private static final int WAITING = 4096;
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final SystemLookup system;
  private final ThreadPoolExecutor usual;
  private final ThreadPoolExecutor forSlow;
  private final ConcurrentMap<String, Lookup> underWay = new ConcurrentHashMap<>();
  private final Cache<String, Boolean> slow =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  /** What the operating system says of a name; it may take its time. */
  @FunctionalInterface
  interface SystemLookup {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  public SystemNameResolver() {
    this(host -> List.of(InetAddress.getAllByName(host)), THREADS, THREADS_FOR_SLOW);
  }

  SystemNameResolver(SystemLookup system, int threads, int threadsForSlow) {
    this.system = system;
    this.usual = pool(threads);
    this.forSlow = pool(threadsForSlow);
  }

  @Override
  public List<InetAddress> lookup(String host, Duration within) throws UnknownHostException {
    Lookup lookup;
    try {
      lookup =
          underWay.compute(host, (name, known) -> known == null ? begun(name) : known.joined());
    } catch (RejectedExecutionException full) {
      throw busy(full);
    }
    try {
      return lookup.answer().get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      // Hardly asked is not asked: the wait was for the others.
      throw lookup.ranFor(within.dividedBy(2))
          ? failure("no answer within " + within.toMillis() + " ms", late)
          : busy(late);
    } catch (ExecutionException failed) {
      throw failure("the name server knows no address", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure("the lookup was interrupted", stopped);
    } finally {
      leave(host, lookup);
    }
  }

  @Override
  public void close() {
    usual.shutdownNow();
    forSlow.shutdownNow();
  }

  private Lookup begun(String host) {
    ThreadPoolExecutor pool = slow.getIfPresent(host) == null ? usual : forSlow;
    Lookup lookup = new Lookup(pool, this::run, host);
    pool.execute(lookup);
    return lookup;
  }

  private void run(Lookup lookup) {
    try {
      lookup.answer().complete(system.addresses(lookup.host()));
    } catch (UnknownHostException | RuntimeException | Error failed) {
      lookup.answer().completeExceptionally(failed);
    } finally {
      if (lookup.ranFor(SLOW)) {
        slow.put(lookup.host(), true);
      } else {
        slow.invalidate(lookup.host());
      }
      underWay.remove(lookup.host(), lookup);
    }
  }

  /** What nobody waits for any more need not begin. */
  private void leave(String host, Lookup left) {
    underWay.computeIfPresent(
        host, (name, known) -> known == left && known.abandoned() ? null : known);
  }

  private static ThreadPoolExecutor pool(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("postern-dns-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static UnknownHostException busy(Exception cause) {
    UnknownHostException busy = new ResolverBusyException();
    busy.initCause(cause);
    return busy;
  }

  private static UnknownHostException failure(String why, Throwable cause) {
    UnknownHostException failure = new UnknownHostException(why);
    failure.initCause(cause);
    return failure;
  }
}
