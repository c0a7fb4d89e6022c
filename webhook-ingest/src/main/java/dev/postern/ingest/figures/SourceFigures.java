package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.receive.InboundWatch;
import dev.postern.ingest.receive.Sighting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * This node's counts since the last write; written every few seconds, a node's last ones when it
 * stops. Bounded by sources times outcomes times the buckets of the time that the store is away.
 * Thread-safe.
 */
@Service
public class SourceFigures implements InboundWatch {
  private static final System.Logger LOG = System.getLogger(SourceFigures.class.getName());
  private static final int FLUSH_SECONDS = 5;

  private final FigureStore store;
  private final Transactions transactions;
  private final InstantSource time;
  private final ConcurrentHashMap<Bucket, Figure> counted = new ConcurrentHashMap<>();

  @Inject
  public SourceFigures(FigureStore store, Transactions transactions, InstantSource time) {
    this.store = store;
    this.transactions = transactions;
    this.time = time;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    scheduler.scheduleWithFixedDelay(this::sweep, 3, 30, TimeUnit.MINUTES);
  }

  @Override
  public void seen(Sighting sighting) {
    long micros = TimeUnit.NANOSECONDS.toMicros(sighting.took().toNanos());
    Bucket minute =
        new Bucket(
            sighting.source().tenant(),
            sighting.source().id(),
            Bucket.Span.MINUTE,
            Bucket.Span.MINUTE.start(time.instant()),
            sighting.outcome());
    counted.merge(minute, new Figure(1, micros, micros), Figure::plus);
  }

  /** Writes what was counted; what cannot be written is kept for the next time. */
  @PreDestroy
  public synchronized void flush() {
    TreeMap<Bucket, Figure> batch = new TreeMap<>();
    counted.keySet().forEach(bucket -> take(bucket, batch));
    if (batch.isEmpty()) {
      return;
    }
    boolean written = false;
    try {
      transactions.run(() -> store.add(withHours(batch)));
      written = true;
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "source_figures_not_written", away);
    } finally {
      if (!written) {
        batch.forEach((bucket, figure) -> counted.merge(bucket, figure, Figure::plus));
      }
    }
  }

  private void take(Bucket bucket, TreeMap<Bucket, Figure> batch) {
    Figure figure = counted.remove(bucket);
    if (figure != null) {
      batch.put(bucket, figure);
    }
  }

  private static TreeMap<Bucket, Figure> withHours(TreeMap<Bucket, Figure> minutes) {
    TreeMap<Bucket, Figure> all = new TreeMap<>(minutes);
    minutes.forEach((minute, figure) ->
        all.merge(
            new Bucket(
                minute.tenant(),
                minute.source(),
                Bucket.Span.HOUR,
                Bucket.Span.HOUR.start(minute.start()),
                minute.outcome()),
            figure,
            Figure::plus));
    return all;
  }

  private void sweep() {
    try {
      store.deleteOld(time.instant());
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "source_figures_sweep_failed", away);
    }
  }
}
