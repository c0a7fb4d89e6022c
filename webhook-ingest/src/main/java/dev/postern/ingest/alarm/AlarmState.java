package dev.postern.ingest.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the alarm of a source stands.
 *
 * @param burstSince null while nothing is unusual
 * @param calm how many whole intervals in a row were usual again
 */
record AlarmState(Baseline baseline, @Nullable Instant burstSince, int calm) {
  static final AlarmState NEW = new AlarmState(Baseline.NEW, null, 0);

  private static final int FEW = 10;
  private static final int FEW_WHILE_NEW = 50;
  private static final double TIMES = 3;
  private static final double DEVIATIONS = 6;
  private static final double CALM_DEVIATIONS = 2;
  private static final int CALM_INTERVALS = 3;

  /** What a look says. */
  sealed interface Signal {}

  record Usual() implements Signal {}

  /**
   * @param fresh whether it has only begun
   */
  record Burst(Interval interval, double expected, boolean fresh) implements Signal {}

  record Over(Instant since) implements Signal {}

  /** A state and what is to be said. */
  record Look(AlarmState state, Signal signal) {}

  /** At an interval that is not over yet: it can begin a burst, and teaches nothing. */
  Look glance(Interval interval) {
    if (!unusual(interval)) {
      return new Look(this, new Usual());
    }
    return new Look(
        new AlarmState(baseline, burstSince == null ? interval.start() : burstSince, 0),
        burst(interval));
  }

  /** At a whole interval. */
  Look whole(Interval interval) {
    Baseline learned = baseline.learn(interval);
    if (unusual(interval)) {
      Instant since = burstSince == null ? interval.start() : burstSince;
      return new Look(new AlarmState(learned, since, 0), burst(interval));
    }
    if (burstSince == null) {
      return new Look(new AlarmState(learned, null, 0), new Usual());
    }
    int quiet = calm(interval) ? calm + 1 : 0;
    return quiet >= CALM_INTERVALS
        ? new Look(new AlarmState(learned, null, 0), new Over(burstSince))
        : new Look(new AlarmState(learned, burstSince, quiet), new Usual());
  }

  private Burst burst(Interval interval) {
    return new Burst(interval, baseline.usual(interval).expected(), burstSince == null);
  }

  private boolean unusual(Interval interval) {
    if (!baseline.known()) {
      // Somebody is setting it up: only what cannot be that is worth a call.
      return interval.failures() >= FEW_WHILE_NEW && interval.failures() > interval.verified();
    }
    Baseline.Usual usual = baseline.usual(interval);
    return interval.failures() >= FEW
        && interval.failures() >= TIMES * usual.expected()
        && interval.failures() > usual.expected() + DEVIATIONS * usual.deviation();
  }

  private boolean calm(Interval interval) {
    Baseline.Usual usual = baseline.usual(interval);
    return interval.failures() <= usual.expected() + CALM_DEVIATIONS * usual.deviation();
  }
}
