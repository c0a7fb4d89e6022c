package dev.postern.outbound.send;

import dev.postern.core.egress.EgressUrl;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Connections kept for the next request to the same origin. Taking one out asks again whether its
 * address is still permitted; one that is not is cut. No socket is touched while a lock is held.
 */
final class IdleLines {

  static final Duration KEPT_IDLE = Duration.ofSeconds(20);
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

  /**
   * As many as are often on their way to one host: what is over is cut, and opened again at once.
   */
  private static final int PER_ORIGIN = 128;

  private static final int ALL = 2_000;

  /** Who was proven to whom belongs to it: no other endpoint's session is ever used. */
  private record Origin(EgressUrl.Scheme scheme, String host, int port, TlsProfile tls) {
    static Origin of(EgressUrl url, TlsProfile tls) {
      return new Origin(url.scheme(), url.host(), url.port(), tls);
    }

    boolean isAt(EgressUrl url) {
      return scheme == url.scheme() && host.equals(url.host()) && port == url.port();
    }
  }

  private record Idle(Line line, long since) {
    Duration age() {
      return Duration.ofNanos(System.nanoTime() - since);
    }

    boolean isExpired() {
      return age().compareTo(KEPT_IDLE) > 0 || line.age().compareTo(LONGEST_LIFE) > 0;
    }
  }

  private final ConcurrentHashMap<Origin, Deque<Idle>> origins = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  /** The most recently used line that is permitted, alive and quiet. */
  Optional<Line> take(EgressUrl url, TlsProfile tls, Predicate<Line> permitted) {
    Origin origin = Origin.of(url, tls);
    for (Idle idle = poll(origin); idle != null; idle = poll(origin)) {
      if (!idle.isExpired() && permitted.test(idle.line()) && idle.line().isQuiet(idle.age())) {
        return Optional.of(idle.line());
      }
      idle.line().cut();
    }
    return Optional.empty();
  }

  void keep(EgressUrl url, TlsProfile tls, Line line) {
    if (line.age().compareTo(LONGEST_LIFE) > 0 || count.get() >= ALL || closed) {
      line.cut();
      return;
    }
    List<Line> surplus = new ArrayList<>();
    origins.compute(
        Origin.of(url, tls),
        (origin, present) -> {
          Deque<Idle> idles = present == null ? new ArrayDeque<>() : present;
          idles.addFirst(new Idle(line, System.nanoTime()));
          count.incrementAndGet();
          if (idles.size() > PER_ORIGIN) {
            surplus.add(idles.removeLast().line());
            count.decrementAndGet();
          }
          return idles;
        });
    surplus.forEach(Line::cut);
  }

  /** Cuts every line to the origin, whose target is no longer permitted. */
  void drop(EgressUrl url) {
    origins.keySet().stream()
        .filter(origin -> origin.isAt(url))
        .forEach(origin -> cutWhere(origin, idle -> true));
  }

  void dropExpired() {
    origins.keySet().forEach(origin -> cutWhere(origin, Idle::isExpired));
  }

  /** Cuts every line and keeps none from now on. */
  void close() {
    closed = true;
    origins.keySet().forEach(origin -> cutWhere(origin, idle -> true));
  }

  int size() {
    return count.get();
  }

  private @Nullable Idle poll(Origin origin) {
    List<Idle> taken = new ArrayList<>(1);
    origins.computeIfPresent(
        origin,
        (same, idles) -> {
          taken.add(idles.removeFirst());
          count.decrementAndGet();
          return idles.isEmpty() ? null : idles;
        });
    return taken.isEmpty() ? null : taken.getFirst();
  }

  private void cutWhere(Origin origin, Predicate<Idle> condition) {
    List<Idle> gone = new ArrayList<>();
    origins.computeIfPresent(
        origin,
        (same, idles) -> {
          idles.stream().filter(condition).forEach(gone::add);
          idles.removeAll(gone);
          count.addAndGet(-gone.size());
          return idles.isEmpty() ? null : idles;
        });
    gone.forEach(idle -> idle.line().cut());
  }
}
