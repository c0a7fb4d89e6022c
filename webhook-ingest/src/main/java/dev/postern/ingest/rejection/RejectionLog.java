package dev.postern.ingest.rejection;

import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.RejectionId;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.ingest.feed.LocalReceivedFeed;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts refusals in memory, by source, reason and client, and writes the counts once a second: one
 * row for each kind and minute. Of one reason at one source {@value #SHOWN_AN_HOUR} rows an hour
 * tell clients apart, and {@value #MAX_KINDS} at a time in all; whatever is more is counted in one
 * row an hour under {@value #VARIOUS}. A row shows the latest of the first {@value #EXPLAINED} of
 * its kind: whoever mends something and tries again is told of the try. So a flood fills neither
 * memory nor disk, and no count is lost. Thread-safe.
 */
@Service
public class RejectionLog {
  static final int SHOWN_AN_HOUR = 60;
  static final int MAX_KINDS = 2_000;
  static final int EXPLAINED = 5;
  static final String VARIOUS = "various";
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration LONG_WINDOW = Duration.ofHours(1);
  private static final System.Logger LOG = System.getLogger(RejectionLog.class.getName());

  private final RejectionStore store;
  private final LocalReceivedFeed feed;
  private final IdSource ids;
  private final InstantSource time;

  private final ConcurrentHashMap<Kind, Tally> open = new ConcurrentHashMap<>();
  private final RowBudget budget = new RowBudget(SHOWN_AN_HOUR);

  @Inject
  public RejectionLog(
      RejectionStore store, LocalReceivedFeed feed, IdSource ids, InstantSource time) {
    this.store = store;
    this.feed = feed;
    this.ids = ids;
    this.time = time;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  /** Never blocks and never fails: a refusal must stay cheap. */
  public void record(RefusedCall call) {
    Kind own = new Kind(call.source(), call.reason(), call.clientIp());
    Kind kind = open.containsKey(own) || mayOpen(call) ? own : own.among(VARIOUS);
    Tally before = open.get(kind);
    boolean explain = before == null || before.count() < EXPLAINED;
    RefusedCall told = explain ? explained(call) : call;
    open.compute(
        kind,
        (key, tally) ->
            tally == null
                ? Tally.open(new RejectionId(ids.next()), shown(told, key))
                : explain ? tally.plusOne(shown(told, key)) : tally.plusOne(call.at()));
  }

  private boolean mayOpen(RefusedCall call) {
    return open.size() < MAX_KINDS && budget.take(call.source(), call.reason(), call.at());
  }

  @PreDestroy
  public void flush() {
    try {
      List<Tally> changed = new ArrayList<>();
      for (Tally tally : open.values()) {
        if (tally.progress() != Tally.Progress.SAVED) {
          changed.add(tally);
        }
      }
      if (!changed.isEmpty()) {
        store.save(changed);
      }
      Instant now = time.instant();
      changed.forEach(this::saved);
      changed.forEach(this::tell);
      open.values().removeIf(tally -> closed(tally, now));
      budget.forget(now);
    } catch (RuntimeException e) {
      // The database is away: keep counting, in the same bounds, and try again in a second.
      LOG.log(System.Logger.Level.WARNING, "rejections_not_written", e);
    }
  }

  private void saved(Tally written) {
    RefusedCall kind = written.told();
    open.computeIfPresent(
        new Kind(kind.source(), kind.reason(), kind.clientIp()),
        (key, tally) -> tally.saved(written.count()));
  }

  /** Not before it can be read: whoever watches reads it now, and may hear of nothing else. */
  private void tell(Tally written) {
    RefusedCall kind = written.told();
    feed.publish(
        kind.tenant(), new ReceivedFeed.Refused(kind.source(), kind.reason(), kind.clientIp()));
  }

  private static boolean closed(Tally tally, Instant now) {
    Duration window = tally.told().clientIp().equals(VARIOUS) ? LONG_WINDOW : WINDOW;
    return tally.progress() == Tally.Progress.SAVED && !now.isBefore(tally.opened().plus(window));
  }

  // Before the map is touched: finding a diagnosis takes long enough to hold up others.
  private static RefusedCall explained(RefusedCall call) {
    RefusedCall.Detail detail = call.detail().get();
    return new RefusedCall(
        call.tenant(), call.source(), call.reason(), call.clientIp(), () -> detail, call.at());
  }

  private static RefusedCall shown(RefusedCall call, Kind kind) {
    return new RefusedCall(
        call.tenant(), call.source(), call.reason(), kind.clientIp(), call.detail(), call.at());
  }

  private record Kind(SourceId source, String reason, String clientIp) {
    Kind among(String clients) {
      return new Kind(source, reason, clients);
    }
  }
}
