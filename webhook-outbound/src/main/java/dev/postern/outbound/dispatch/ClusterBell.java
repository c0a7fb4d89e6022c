package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import dev.postern.core.store.Dialect;
import dev.postern.outbound.DeliveryWakeUp;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes this node at once and the others through the database. One notification is under way at a
 * time: what happens meanwhile is told by the next one, however much it is. Thread-safe.
 */
@Service
public class ClusterBell implements DeliveryWakeUp {
  private static final System.Logger LOG = System.getLogger(ClusterBell.class.getName());

  /** The others poll meanwhile; the next word is to find its way again. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  // Nothing is lost when a notification is: its commit need not wait for the disk.
  private static final String NOTIFY =
      "select set_config('synchronous_commit', 'off', true), pg_notify('"
          + Notifications.CHANNEL
          + "', '')";

  private final WakeSignal wake;
  private final Database database;
  private final ExecutorService threads;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicBoolean underWay = new AtomicBoolean();

  @Inject
  public ClusterBell(WakeSignal wake, Database database, ExecutorService threads) {
    this.wake = wake;
    this.database = database.within(PATIENCE);
    this.threads = threads;
  }

  @Override
  public void deliveriesWaiting() {
    wake.ring();
    if (database.dialect() == Dialect.POSTGRESQL) {
      wanted.set(true);
      begin();
    }
  }

  private void begin() {
    if (wanted.get() && underWay.compareAndSet(false, true)) {
      try {
        threads.execute(this::tell);
      } catch (RejectedExecutionException e) {
        underWay.set(false);
        LOG.log(System.Logger.Level.DEBUG, "wake_up_not_told", e);
      }
    }
  }

  private void tell() {
    try {
      while (wanted.getAndSet(false)) {
        database.query(NOTIFY, row -> true);
      }
    } catch (RuntimeException | Error e) {
      // The others poll; and the store being away is told by those who need it.
      LOG.log(System.Logger.Level.DEBUG, "wake_up_not_told", e);
    } finally {
      underWay.set(false);
    }
    // Asked for between the last look and the flag.
    begin();
  }
}
