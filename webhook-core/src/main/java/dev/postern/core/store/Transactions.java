package dev.postern.core.store;

import java.util.function.Supplier;

/**
 * Opens transactions for module-root services. Work joins a transaction that is open on this
 * thread, else gets its own. Any exception rolls back. Never send HTTP inside. Thread-safe.
 */
public interface Transactions {
  <T> T required(Supplier<T> work);

  default void run(Runnable work) {
    required(() -> {
      work.run();
      return true;
    });
  }

  /**
   * Runs work of the machine itself in the middle of a tenant's request: while it lasts the rows of
   * every tenant are in reach, also inside an open transaction.
   */
  <T> T unscoped(Supplier<T> work);

  /** Runs after the open transaction has committed, or at once when none is open. */
  void afterCommit(Runnable work);

  /**
   * The same for what takes its time: it runs on this thread, once, when the transaction has given
   * back its connection as well. Within a transaction that somebody else began it is {@link
   * #afterCommit}.
   */
  void afterRelease(Runnable work);
}
