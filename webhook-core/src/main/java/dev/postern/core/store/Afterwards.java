package dev.postern.core.store;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done by the thread of a transaction once that has committed and given back what it
 * held: its connection, and its turn among those who may have one. Thread-safe.
 */
final class Afterwards {
  private final ThreadLocal<@Nullable Set<Runnable>> open = new ThreadLocal<>();

  /** Runs a transaction and then what was {@link #add added} in it; nothing of it when it fails. */
  <T> T within(Supplier<T> transaction) {
    Set<Runnable> before = open.get();
    Set<Runnable> own = new LinkedHashSet<>();
    T result;
    open.set(own);
    try {
      result = transaction.get();
    } finally {
      restore(before);
    }
    own.forEach(Runnable::run);
    return result;
  }

  /** Once, however often it is asked for. False: no transaction is open here. */
  boolean add(Runnable work) {
    Set<Runnable> own = open.get();
    if (own == null) {
      return false;
    }
    boolean unused = own.add(work);
    return true;
  }

  private void restore(@Nullable Set<Runnable> before) {
    if (before == null) {
      open.remove();
    } else {
      open.set(before);
    }
  }
}
