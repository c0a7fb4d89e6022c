package dev.postern.outbound.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Which of the claimed requests may begin: so many at once, the others as soon as one of them ends,
 * in the order in which they came. Thread-safe.
 */
final class Slots {
  /** What has not begun by then is better off with another node, or behind others. */
  static final Duration PATIENCE = Duration.ofMillis(200);

  private record Waiting(List<Dispatch> request, long since) {}

  private final int most;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int taken;

  /**
   * @param most deliveries at once; a batch takes as many as are in it
   */
  Slots(int most) {
    this.most = most;
  }

  /**
   * Those that begin now; each of them is to be told to {@link #next} when it ended.
   *
   * @param reserved whether they begin even though the slots are full
   */
  synchronized List<List<Dispatch>> begin(
      Collection<List<Dispatch>> requests, boolean reserved, long now) {
    List<List<Dispatch>> begun = new ArrayList<>();
    for (List<Dispatch> request : requests) {
      if (reserved || (waiting.isEmpty() && taken < most)) {
        taken += request.size();
        begun.add(request);
      } else {
        waiting.addLast(new Waiting(request, now));
      }
    }
    return begun;
  }

  /** In the slot of one that ended. */
  synchronized Optional<List<Dispatch>> next(List<Dispatch> ended) {
    taken -= ended.size();
    if (taken >= most || waiting.isEmpty()) {
      return Optional.empty();
    }
    List<Dispatch> request = waiting.removeFirst().request();
    taken += request.size();
    return Optional.of(request);
  }

  synchronized boolean anyWaiting() {
    return !waiting.isEmpty();
  }

  /** All that wait: they are not waiting any more. */
  synchronized List<List<Dispatch>> all() {
    List<List<Dispatch>> all = waiting.stream().map(Waiting::request).toList();
    waiting.clear();
    return all;
  }

  /** Those that have waited for {@link #PATIENCE}: they are not waiting any more. */
  synchronized List<List<Dispatch>> stale(long now) {
    List<List<Dispatch>> stale = new ArrayList<>();
    while (!waiting.isEmpty() && now - waiting.getFirst().since() >= PATIENCE.toNanos()) {
      stale.add(waiting.removeFirst().request());
    }
    return stale;
  }
}
