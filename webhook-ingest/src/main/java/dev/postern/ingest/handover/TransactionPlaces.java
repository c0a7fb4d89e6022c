package dev.postern.ingest.handover;

import dev.postern.core.id.SourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Places for handlers that work inside of a transaction: each holds a database connection for as
 * long as it runs. There are fewer than the pool has connections, so that intake, leases and
 * everything else find one however many handlers hang. Shared as a bulkhead: a handler gets half of
 * the places at most. Whoever has a place already, or overran its time in the last one, gets
 * another only within half of that: the rest is for sources that have none. Thread-safe.
 */
final class TransactionPlaces {
  /** The pool of {@code server.xml} has 24 connections. */
  static final int ON_A_NODE = 16;

  private final int places;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final List<Place> taken = new ArrayList<>();
  private final Set<Place> slow = new HashSet<>();

  TransactionPlaces(int places) {
    this.places = places;
  }

  /** One handler's work for one source. */
  private record Place(SourceId source, String handler) {}

  /** Waits for a place, and no longer than that: those who have them may never end. */
  boolean enter(SourceId source, String handler, Duration atMost) throws InterruptedException {
    Place place = new Place(source, handler);
    long nanos = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (!admits(place)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = left.awaitNanos(nanos);
      }
      return taken.add(place);
    } finally {
      lock.unlock();
    }
  }

  void leave(SourceId source, String handler, boolean overran) {
    Place place = new Place(source, handler);
    lock.lock();
    try {
      taken.remove(place);
      if (overran) {
        slow.add(place);
      } else {
        slow.remove(place);
      }
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean admits(Place place) {
    int share = taken.contains(place) || slow.contains(place) ? 2 : 1;
    long same = taken.stream().filter(other -> other.handler().equals(place.handler())).count();
    return taken.size() < places / share && same < places / 2 / share;
  }
}
