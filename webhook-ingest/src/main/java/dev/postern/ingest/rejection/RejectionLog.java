package dev.postern.ingest.rejection;

import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.RejectionId;
import dev.postern.core.id.SourceId;
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
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts refusals in memory, by source, reason and client, and writes the counts once a second: one
 * row for each kind and minute. Over {@value #MAX_KINDS} kinds at once, clients are no longer told
 * apart; over twice that, refusals are only counted. Thread-safe.
 */
@Service
public class RejectionLog {
  static final int MAX_KINDS = 2_000;
  static final String VARIOUS = "various";
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final System.Logger LOG = System.getLogger(RejectionLog.class.getName());

  private final RejectionStore store;
  private final IdSource ids;
  private final InstantSource time;

  private final ConcurrentHashMap<Kind, Tally> open = new ConcurrentHashMap<>();
  private final LongAdder unrecorded = new LongAdder();

  @Inject
  public RejectionLog(RejectionStore store, IdSource ids, InstantSource time) {
    this.store = store;
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
    Kind kind = new Kind(call.source(), call.reason(), call.clientIp());
    if (!open.containsKey(kind) && open.size() >= MAX_KINDS) {
      kind = new Kind(call.source(), call.reason(), VARIOUS);
      if (!open.containsKey(kind) && open.size() >= 2 * MAX_KINDS) {
        unrecorded.increment();
        return;
      }
    }
    open.compute(
        kind,
        (key, tally) ->
            tally == null
                ? Tally.open(new RejectionId(ids.next()), shown(call, key))
                : tally.plusOne(call.at()));
  }

  /** How many refusals found no room since the start. */
  public long unrecorded() {
    return unrecorded.sum();
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
      open.values().removeIf(tally -> closed(tally, now));
    } catch (RuntimeException e) {
      // The database is away: keep counting, in the same bounds, and try again in a second.
      LOG.log(System.Logger.Level.WARNING, "rejections_not_written", e);
    }
  }

  private void saved(Tally written) {
    RefusedCall first = written.first();
    open.computeIfPresent(
        new Kind(first.source(), first.reason(), first.clientIp()),
        (key, tally) -> tally.saved(written.count()));
  }

  private static boolean closed(Tally tally, Instant now) {
    return tally.progress() == Tally.Progress.SAVED && !now.isBefore(tally.opened().plus(WINDOW));
  }

  private static RefusedCall shown(RefusedCall call, Kind kind) {
    return new RefusedCall(
        call.tenant(), call.source(), call.reason(), kind.clientIp(), call.detail(), call.at());
  }

  private record Kind(SourceId source, String reason, String clientIp) {}
}
