package dev.postern.core.trace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace that the request of this thread belongs to, if its caller said so. Bound to the thread
 * for the same reason as who acts: every door would otherwise carry it for one reader.
 */
public final class Tracing {
  private static final ThreadLocal<@Nullable TraceParent> NOW = new ThreadLocal<>();

  private Tracing() {}

  /** A request begins. */
  public static void arrived(@Nullable String header) {
    TraceParent.parse(header).ifPresentOrElse(NOW::set, NOW::remove);
  }

  /** Within this step; what ends with {@link #left} as a request does. */
  public static void within(Optional<TraceParent> context) {
    context.ifPresentOrElse(NOW::set, NOW::remove);
  }

  /** The request is over; the thread may serve somebody else. */
  public static void left() {
    NOW.remove();
  }

  public static Optional<TraceParent> current() {
    return Optional.ofNullable(NOW.get());
  }
}
