package dev.postern.outbound.alarm;

import dev.postern.core.Service;
import dev.postern.core.id.Stamp;
import dev.postern.core.store.StoreException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is due and how old it is, as of the last look. Those who ask get what was read, however
 * often they ask; one thread looks.
 */
@Service
public class QueueReading {
  private static final System.Logger LOG = System.getLogger(QueueReading.class.getName());

  /** Counting takes at most a twentieth of a connection, however long the backlog. */
  private static final int REST = 20;

  /** A look that hangs is as bad as one that fails. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private record Reading(Instant at, double due, double oldestSeconds) {}

  private final AlarmStore store;
  private final Stamp stamp;
  private volatile @Nullable Reading last;
  private Instant notBefore = Instant.MIN;

  @Inject
  public QueueReading(AlarmStore store, Stamp stamp) {
    this.store = store;
    this.stamp = stamp;
  }

  void look() {
    Instant began = stamp.now();
    try {
      double oldest =
          store
              .oldestDue()
              .map(due -> Math.max(0, Duration.between(due, began).toMillis() / 1000.0))
              .orElse(0.0);
      Reading before = last;
      double due = before != null && began.isBefore(notBefore) ? before.due() : counted(began);
      last = new Reading(began, due, oldest);
    } catch (StoreException away) {
      LOG.log(System.Logger.Level.DEBUG, "queue_unread", away);
      last = null;
    }
  }

  private double counted(Instant began) {
    double due = store.due(began);
    Instant now = stamp.now();
    notBefore = now.plus(Duration.between(began, now).multipliedBy(REST));
    return due;
  }

  /** Not a number while the store is away. */
  double due() {
    Reading reading = last;
    return reading == null ? Double.NaN : reading.due();
  }

  /** 0 when nothing is due; not a number while the store is away. */
  double oldestSeconds() {
    Reading reading = last;
    return reading == null ? Double.NaN : reading.oldestSeconds();
  }

  /** 1 or 0. */
  int storeUp() {
    Reading reading = last;
    return reading != null && stamp.now().isBefore(reading.at().plus(STALE)) ? 1 : 0;
  }
}
