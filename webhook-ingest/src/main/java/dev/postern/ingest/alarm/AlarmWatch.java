package dev.postern.ingest.alarm;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.figures.FigureStore;
import dev.postern.ingest.receive.Sighting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every busy source once a minute. All nodes do; the one that moves the source's revision
 * acts, in the same transaction.
 */
@Service
public class AlarmWatch {
  private static final System.Logger LOG = System.getLogger(AlarmWatch.class.getName());

  /** Figures of other nodes are that much behind. */
  static final Duration LAG = Duration.ofSeconds(15);

  /** Minutes older than this are no longer there: nothing came, or it would have been looked at. */
  private static final Duration REMEMBERED = Duration.ofHours(2);

  private static final Duration LONGEST_GAP = Duration.ofDays(28);

  private final BaselineStore baselines;
  private final FigureStore figures;
  private final AlarmDesk desk;
  private final Transactions transactions;
  private final InstantSource time;

  @Inject
  public AlarmWatch(
      BaselineStore baselines,
      FigureStore figures,
      AlarmDesk desk,
      Transactions transactions,
      InstantSource time) {
    this.baselines = baselines;
    this.figures = figures;
    this.desk = desk;
    this.transactions = transactions;
    this.time = time;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      PlatformConfig node,
      ScheduledExecutorService scheduler) {
    if (node.roles().contains(PlatformConfig.NodeRole.INGEST)) {
      scheduler.scheduleWithFixedDelay(this::round, 60, 60, TimeUnit.SECONDS);
    }
  }

  void round() {
    try {
      Instant now = time.instant().minus(LAG);
      Set<FigureStore.Bucketed> sources =
          new LinkedHashSet<>(figures.active(now.minus(Interval.LENGTH.multipliedBy(2)), now));
      sources.addAll(baselines.bursting());
      sources.forEach(source -> look(source, now));
      desk.openOfGone().forEach(this::end);
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "alarm_round_failed", away);
    }
  }

  private void end(RaisedNotice notice) {
    boolean unused =
        Acting.machine(
            "guard",
            () ->
                transactions.required(() -> {
                  desk.end(notice);
                  return true;
                }));
  }

  private void look(FigureStore.Bucketed source, Instant now) {
    try {
      Acting.machine("guard", () -> transactions.required(() -> looked(source, now)));
    } catch (RuntimeException failed) {
      LOG.log(System.Logger.Level.WARNING, "alarm_look_failed source=" + source.source(), failed);
    }
  }

  private boolean looked(FigureStore.Bucketed source, Instant now) {
    Instant current = Interval.startOf(now);
    BaselineStore.Stored stored =
        baselines
            .find(source.source())
            .orElseGet(
                () -> new BaselineStore.Stored(current.minus(Interval.LENGTH), AlarmState.NEW, 0));
    AlarmState state = stored.state();
    AlarmState.Signal signal = new AlarmState.Usual();
    Instant start = later(stored.lookedUntil(), current.minus(LONGEST_GAP));
    for (; start.isBefore(current); start = start.plus(Interval.LENGTH)) {
      AlarmState.Look look = state.whole(interval(source, start, start.plus(Interval.LENGTH), now));
      state = look.state();
      signal = look.signal() instanceof AlarmState.Usual ? signal : look.signal();
    }
    AlarmState.Look glance = state.glance(interval(source, current, now, now));
    signal = glance.signal() instanceof AlarmState.Usual ? signal : glance.signal();
    BaselineStore.Stored next =
        new BaselineStore.Stored(
            later(stored.lookedUntil(), current), glance.state(), stored.revision());
    // A burst moves the revision although nothing else changed: two nodes must not both answer it.
    boolean nothing = signal instanceof AlarmState.Usual && next.equals(stored);
    boolean ours = nothing || baselines.save(source.tenant(), source.source(), next);
    if (ours) {
      desk.act(source, next.state(), signal);
    }
    return ours;
  }

  private Interval interval(FigureStore.Bucketed source, Instant from, Instant until, Instant now) {
    if (from.isBefore(now.minus(REMEMBERED))) {
      return new Interval(from, 0, 0);
    }
    Map<String, Long> requests = figures.requests(source.tenant(), source.source(), from, until);
    return new Interval(
        from,
        Sighting.FAILURES.stream().mapToLong(code -> requests.getOrDefault(code, 0L)).sum(),
        requests.entrySet().stream()
            .filter(entry ->
                entry.getKey().equals("accepted") || entry.getKey().startsWith("duplicate"))
            .mapToLong(Map.Entry::getValue)
            .sum());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
