package dev.postern.core.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of the pool that requests may hold at once. The pool is first come, first served: under
 * a flood of them whoever claims, settles and commits for everybody would stand in the same queue,
 * and what was accepted would wait behind what is still to be accepted. A thread that {@link
 * #enter}ed takes a turn with its first connection and gives it back with its last; all others, the
 * machine's own, find the rest of the pool. A quarter of the turns is left to other tenants,
 * however many requests of one of them wait. Thread-safe.
 */
public final class ConnectionShare {
  private static final ThreadLocal<@Nullable Guest> GUEST = new ThreadLocal<>();
  private static final Turn NONE = () -> {};

  private final Semaphore turns;
  // One that nobody holds or waits for has all of its turns, and may be made anew.
  private final LoadingCache<UUID, Semaphore> ofTenants;
  private final Duration patience;

  /**
   * @param turns how many threads hold a connection at once
   * @param patience how long the next one waits before it is told that the store is away
   */
  public ConnectionShare(int turns, Duration patience) {
    // In their order: who came first must not be the one who waits in vain.
    this.turns = new Semaphore(turns, true);
    int most = Math.max(1, turns - turns / 4);
    this.ofTenants = Caffeine.newBuilder().weakValues().build(tenant -> new Semaphore(most, true));
    this.patience = patience;
  }

  /** From now on this thread's connections count, until it {@link #leave}s. */
  public void enter() {
    GUEST.set(new Guest(this));
  }

  public static void leave() {
    GUEST.remove();
  }

  /**
   * What is read once for everybody who waits for it takes no turn: those who hold the turns may be
   * the ones who wait. There must be few of it.
   */
  public static <T> T forEverybody(Supplier<T> read) {
    Guest guest = GUEST.get();
    if (guest == null) {
      return read.get();
    }
    GUEST.remove();
    try {
      return read.get();
    } finally {
      GUEST.set(guest);
    }
  }

  /**
   * To be taken before a connection, and closed after it.
   *
   * @throws StoreException when there was none in time; nothing was done then
   */
  static Turn turn() {
    Guest guest = GUEST.get();
    return guest == null ? NONE : guest.turn();
  }

  /** One connection's, or several nested into each other. */
  @FunctionalInterface
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** Of one thread: connections within others, as in a transaction, need no further turn. */
  private static final class Guest {
    private final ConnectionShare share;
    private @Nullable Semaphore ofTenant;
    private int depth;

    private Guest(ConnectionShare share) {
      this.share = share;
    }

    private Turn turn() {
      if (depth == 0) {
        UUID tenant = TenantScope.current();
        Semaphore own = tenant == null ? null : share.ofTenants.get(tenant);
        share.take(own);
        ofTenant = own;
      }
      depth++;
      return this::back;
    }

    private void back() {
      depth--;
      if (depth == 0) {
        share.turns.release();
        Semaphore own = ofTenant;
        if (own != null) {
          own.release();
        }
        ofTenant = null;
      }
    }
  }

  private void take(@Nullable Semaphore ofTenant) {
    SQLException late;
    long end = System.nanoTime() + patience.toNanos();
    try {
      // The tenant's first: who waits for it stands in nobody else's way.
      if (ofTenant == null || ofTenant.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        if (taken(end, ofTenant)) {
          return;
        }
      }
      late = new SQLTransientConnectionException("too many requests wait for a connection");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      late = new SQLTransientConnectionException("interrupted while it waited", e);
    }
    throw new StoreException("the requests' share of the database's connections is in use", late);
  }

  private boolean taken(long end, @Nullable Semaphore ofTenant) throws InterruptedException {
    boolean taken = false;
    try {
      taken = turns.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      return taken;
    } finally {
      if (!taken && ofTenant != null) {
        ofTenant.release();
      }
    }
  }
}
