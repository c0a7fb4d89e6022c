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
import java.util.EnumMap;
import java.util.HashMap;
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
   * @param tenants what was deleted of each, one by one
   */
  record Taken(int weeks, Map<TenantId, Map<Kind, Integer>> tenants) {
    /** Of all tenants together. */
    Map<Kind, Integer> rows() {
      Map<Kind, Integer> all = new EnumMap<>(Kind.class);
      tenants
          .values()
          .forEach(rows -> rows.forEach((kind, count) -> all.merge(kind, count, Integer::sum)));
      return all;
    }
  }

  Taken run() {
    Instant now = time.instant();
    Map<TenantId, Retention> all = retention.all();
    Instant attempts = before(now, longest(all.values(), Retention::attemptsDays));
    Instant events = before(now, longest(all.values(), Retention::eventsDays));
    int dropped = weeks.attempts(attempts) + weeks.deliveries(events) + weeks.events(events);
    Map<TenantId, Map<Kind, Integer>> deleted = new HashMap<>();
    all.forEach((tenant, kept) -> deleted.put(tenant, tenant(tenant, kept, now)));
    transactions.run(() -> stats.sumUp(now.minus(Duration.ofHours(2))));
    transactions.run(() -> stats.deleteBefore(before(now, STATS_DAYS)));
    return new Taken(dropped, deleted);
  }

  private Map<Kind, Integer> tenant(TenantId tenant, Retention kept, Instant now) {
    Map<Kind, Integer> deleted = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      deleted.put(kind, portions(() -> portion(kind, tenant, kept, now)));
    }
    return deleted;
  }

  private int portion(Kind kind, TenantId tenant, Retention kept, Instant now) {
    Instant events = before(now, kept.eventsDays());
    return switch (kind) {
      case ATTEMPTS -> rows.attempts(tenant, before(now, kept.attemptsDays()));
      case DELIVERIES -> rows.deliveries(tenant, events);
      case EVENTS -> rows.events(tenant, events);
      case EVENT_KEYS -> rows.keys(tenant, before(now, Math.max(KEY_DAYS, kept.eventsDays())));
      case JOBS -> rows.jobs(tenant, events);
    };
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
