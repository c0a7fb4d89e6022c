package dev.postern.core.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The part of the pool that requests may hold at once. The pool is first come, first served: under
 * a flood of them whoever claims, settles and commits for everybody would stand in the same queue,
 * and what was accepted would wait behind what is still to be accepted. A thread that {@link
 * #enter}ed takes a turn with its first connection and gives it back with its last; all others, the
 * machine's own, find the rest of the pool. Thread-safe.
 */
public final class ConnectionShare {
  private static final ThreadLocal<@Nullable Guest> GUEST = new ThreadLocal<>();
  private static final Turn NONE = () -> {};

  private final Semaphore turns;
  private final Duration patience;

  /**
   * @param turns how many threads hold a connection at once
   * @param patience how long the next one waits before it is told that the store is away
   */
  public ConnectionShare(int turns, Duration patience) {
    // In their order: who came first must not be the one who waits in vain.
    this.turns = new Semaphore(turns, true);
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
    private int depth;

    private Guest(ConnectionShare share) {
      this.share = share;
    }

    private Turn turn() {
      if (depth == 0) {
        share.take();
      }
      depth++;
      return this::back;
    }

    private void back() {
      depth--;
      if (depth == 0) {
        share.turns.release();
      }
    }
  }

  private void take() {
    SQLException late;
    try {
      if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      late = new SQLTransientConnectionException("too many requests wait for a connection");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      late = new SQLTransientConnectionException("interrupted while it waited", e);
    }
    throw new StoreException("the requests' share of the database's connections is in use", late);
  }
}
