package dev.postern.core.store;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long this thread waits for a PostgreSQL that says nothing at all: see {@link
 * Database#within}. For work that goes through many stores, JPA and the commit, each of which would
 * otherwise wait as long as the system does. It bounds silence between two answers and not the
 * work: a statement that was cut may have been carried out.
 */
public final class Patience {
  private static final ThreadLocal<@Nullable Duration> LIMIT = new ThreadLocal<>();

  private Patience() {}

  /** From now on on this thread, until it {@link #leave}s: for a request, which filters open. */
  public static void enter(Duration limit) {
    LIMIT.set(limit);
  }

  public static void leave() {
    LIMIT.remove();
  }

  /** The shorter one counts where one is inside another. */
  public static <T> T within(Duration limit, Supplier<T> work) {
    Duration outer = LIMIT.get();
    LIMIT.set(outer != null && outer.compareTo(limit) < 0 ? outer : limit);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        LIMIT.remove();
      } else {
        LIMIT.set(outer);
      }
    }
  }

  /** The same for work without a result. */
  public static void run(Duration limit, Runnable work) {
    boolean unused =
        within(
            limit,
            () -> {
              work.run();
              return true;
            });
  }

  static @Nullable Duration current() {
    return LIMIT.get();
  }
}
