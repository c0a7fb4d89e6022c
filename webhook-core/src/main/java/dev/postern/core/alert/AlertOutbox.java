package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.id.Stamp;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Sends what is due: channels side by side, so that a target that hangs delays nobody else's, and
 * one after another within a channel. Any node may, at any time. Thread-safe.
 */
@Service
public class AlertOutbox {
  private static final System.Logger LOG = System.getLogger(AlertOutbox.class.getName());

  /** Longer than all tries of one message. */
  private static final Duration HOLD = Duration.ofMinutes(2);

  private static final Duration LOG_KEPT = Duration.ofDays(30);

  private final AlertStores stores;
  private final AlertDelivery delivery;
  private final Stamp stamp;
  private final Executor threads;
  private final Map<AlertLane, Semaphore> places = new EnumMap<>(AlertLane.class);

  @Inject
  AlertOutbox(AlertStores stores, AlertDelivery delivery, Stamp stamp, ExecutorService threads) {
    this(stores, delivery, stamp, (Executor) threads);
  }

  /** For use outside a container. */
  public AlertOutbox(AlertStores stores, AlertDelivery delivery, Stamp stamp, Executor threads) {
    this.stores = stores;
    this.delivery = delivery;
    this.stamp = stamp;
    this.threads = threads;
    for (AlertLane lane : AlertLane.values()) {
      places.put(lane, new Semaphore(lane.places()));
    }
  }

  /** Begins with everything that is due, as far as there are places; does not wait for its end. */
  public void sendDue() {
    places.forEach(this::sendDue);
  }

  void forgetOld() {
    stores.messages().deleteBefore(stamp.now().minus(LOG_KEPT));
  }

  private void sendDue(AlertLane lane, Semaphore free) {
    while (free.tryAcquire()) {
      boolean begun = false;
      try {
        Optional<AlertMessage> due = take(lane);
        if (due.isEmpty()) {
          return;
        }
        threads.execute(() -> work(lane, due, free));
        begun = true;
      } finally {
        if (!begun) {
          free.release();
        }
      }
    }
  }

  /** Whoever is done looks for the next at once. */
  private void work(AlertLane lane, Optional<AlertMessage> first, Semaphore free) {
    try {
      for (Optional<AlertMessage> due = first; due.isPresent(); due = take(lane)) {
        try {
          delivery.handle(due.get());
        } finally {
          stores.messages().release(due.get(), stamp.now());
        }
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "alert_round_failed", e);
    } finally {
      free.release();
    }
  }

  private Optional<AlertMessage> take(AlertLane lane) {
    return stores.messages().take(lane, stamp.now(), HOLD);
  }
}
