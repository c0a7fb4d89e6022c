package dev.postern.core.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who acts on this thread, and from where. The outermost filter opens a visit for each request and
 * ends it; whoever authenticates names the caller; background work names its part. Bound to the
 * thread on purpose: every door would otherwise carry an argument that only the trail reads.
 */
public final class Acting {
  private record Visit(Actor actor, Origin origin) {}

  private static final Visit NOBODY = new Visit(Actor.machine("node"), Origin.NONE);
  private static final ThreadLocal<@Nullable Visit> NOW = new ThreadLocal<>();

  private Acting() {}

  /** A request begins: nobody is known yet. */
  public static void arrived(Origin origin) {
    NOW.set(new Visit(new Actor("anonymous", "", "not signed in"), origin));
  }

  /**
   * The request of this thread has been authenticated. Outside of one, as when a page is redrawn
   * for what the feed said, nobody would ever take the name off the thread again: nothing happens.
   */
  public static void by(Actor actor) {
    if (isServing()) {
      NOW.set(new Visit(actor, origin()));
    }
  }

  /** Whether this thread serves a request, at whose end all that is bound to it is let go. */
  public static boolean isServing() {
    Visit visit = NOW.get();
    return visit != null && visit.origin() != Origin.NONE;
  }

  /** The request is over; the thread may serve somebody else. */
  public static void left() {
    NOW.remove();
  }

  /** Runs {@code work} as a part of the machine, whoever asked for it. */
  public static <T> T machine(String part, Supplier<T> work) {
    Visit before = NOW.get();
    NOW.set(new Visit(Actor.machine(part), Origin.NONE));
    try {
      return work.get();
    } finally {
      restore(before);
    }
  }

  public static Actor actor() {
    return current().actor();
  }

  public static Origin origin() {
    return current().origin();
  }

  private static Visit current() {
    Visit visit = NOW.get();
    return visit == null ? NOBODY : visit;
  }

  private static void restore(@Nullable Visit before) {
    if (before == null) {
      NOW.remove();
    } else {
      NOW.set(before);
    }
  }
}
