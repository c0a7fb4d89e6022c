package dev.postern.outbound.retention;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.retention.Retention;
import dev.postern.core.retention.TenantRetention;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.stats.StatStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/**
 * One round of taking away: whole weeks where they can go as one, then each tenant's rows in short
 * transactions. May be cut off anywhere, and done by several nodes at once.
 */
@Service
class Sweep {
  /** The publishers' own ids tell duplicates at least this long, whatever the events' retention. */
  private static final int KEY_DAYS = 7;

  private static final int STATS_DAYS = 8;
  private static final int MOST_PORTIONS = 400;

  private final TenantRetention retention;
  private final OldWeeks weeks;
  private final OldRows rows;
  private final StatStore stats;
  private final Transactions transactions;
  private final InstantSource time;

  @Inject
  Sweep(
      TenantRetention retention,
      OldWeeks weeks,
      OldRows rows,
      StatStore stats,
      Transactions transactions,
      InstantSource time) {
    this.retention = retention;
    this.weeks = weeks;
    this.rows = rows;
    this.stats = stats;
    this.transactions = transactions;
    this.time = time;
  }

  /**
   * @param weeks dropped as a whole
   * @param rows deleted one by one
   */
  record Taken(int weeks, int rows) {}

  Taken run() {
    Instant now = time.instant();
    Map<TenantId, Retention> all = retention.all();
    Instant attempts = before(now, longest(all.values(), Retention::attemptsDays));
    Instant events = before(now, longest(all.values(), Retention::eventsDays));
    int dropped = weeks.attempts(attempts) + weeks.deliveries(events) + weeks.events(events);
    int deleted =
        all.entrySet().stream()
            .mapToInt(entry -> tenant(entry.getKey(), entry.getValue(), now))
            .sum();
    transactions.run(() -> stats.sumUp(now.minus(Duration.ofHours(2))));
    transactions.run(() -> stats.deleteBefore(before(now, STATS_DAYS)));
    return new Taken(dropped, deleted);
  }

  private int tenant(TenantId tenant, Retention kept, Instant now) {
    Instant events = before(now, kept.eventsDays());
    return portions(() -> rows.attempts(tenant, before(now, kept.attemptsDays())))
        + portions(() -> rows.deliveries(tenant, events))
        + portions(() -> rows.events(tenant, events))
        + portions(() -> rows.keys(tenant, before(now, Math.max(KEY_DAYS, kept.eventsDays()))))
        + portions(() -> rows.jobs(tenant, events));
  }

  private int portions(IntSupplier portion) {
    int all = 0;
    for (int i = 0; i < MOST_PORTIONS; i++) {
      int taken = transactions.required(portion::getAsInt);
      all += taken;
      if (taken < OldRows.PORTION) {
        break;
      }
    }
    return all;
  }

  private static int longest(Collection<Retention> all, ToIntFunction<Retention> days) {
    return all.stream().mapToInt(days).reduce(days.applyAsInt(Retention.standard()), Math::max);
  }

  private static Instant before(Instant now, int days) {
    return now.minus(Duration.ofDays(days));
  }
}
