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
import java.util.SortedMap;
import java.util.TreeMap;
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
  private final LatencyStore latencies;
  private final Transactions transactions;
  private final InstantSource time;
  private final Counts<Bucket, Figure> counted = new Counts<>(Figure::plus);
  private final Counts<Slot, Long> timed = new Counts<>(Long::sum);

  @Inject
  public SourceFigures(
      FigureStore store, LatencyStore latencies, Transactions transactions, InstantSource time) {
    this.store = store;
    this.latencies = latencies;
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
    counted.add(minute, new Figure(1, micros, micros));
    timed.add(
        new Slot(
            minute.tenant(),
            minute.source(),
            minute.span(),
            minute.start(),
            Latencies.slot(micros)),
        1L);
  }

  /** Writes what was counted; what cannot be written is kept for the next time. */
  @PreDestroy
  public synchronized void flush() {
    SortedMap<Bucket, Figure> figures = counted.take();
    SortedMap<Slot, Long> times = timed.take();
    if (figures.isEmpty() && times.isEmpty()) {
      return;
    }
    boolean written = false;
    try {
      transactions.run(() -> {
        store.add(withHours(figures));
        latencies.add(withHoursOfSlots(times));
      });
      written = true;
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "source_figures_not_written", away);
    } finally {
      if (!written) {
        counted.giveBack(figures);
        timed.giveBack(times);
      }
    }
  }

  private static SortedMap<Bucket, Figure> withHours(SortedMap<Bucket, Figure> minutes) {
    TreeMap<Bucket, Figure> all = new TreeMap<>(minutes);
    minutes.forEach((minute, figure) -> all.merge(minute.hour(), figure, Figure::plus));
    return all;
  }

  private static SortedMap<Slot, Long> withHoursOfSlots(SortedMap<Slot, Long> minutes) {
    TreeMap<Slot, Long> all = new TreeMap<>(minutes);
    minutes.forEach((minute, count) -> all.merge(minute.hour(), count, Long::sum));
    return all;
  }

  private void sweep() {
    try {
      store.deleteOld(time.instant());
      latencies.deleteOld(time.instant());
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "source_figures_sweep_failed", away);
    }
  }
}
