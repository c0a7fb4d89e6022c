package dev.postern.adminui.overview;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.figures.IntakeFigures;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.Pulse;
import dev.postern.outbound.stats.Span;
import dev.postern.outbound.stats.StatSeries;
import dev.postern.outbound.stats.TenantStats;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Figures of both halves over one stretch of time, and what waits now. Everybody who looks at the
 * same ones is shown what was read for the first, for two seconds: fifty open pages cost the
 * database what one does.
 */
@Service
public class OverviewFigures {
  private static final Duration HOUR = Duration.ofHours(1);
  static final Duration SHARED = Duration.ofSeconds(2);
  private final TenantStats stats;
  private final IntakeFigures intake;
  private final Pulse pulse;
  private final Times times;
  private final LoadingCache<Wanted, Snapshot> latest =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(SHARED).build(this::read);

  private record Wanted(TenantId tenant, Span span) {}

  @Inject
  OverviewFigures(TenantStats stats, IntakeFigures intake, Pulse pulse, Times times) {
    this.stats = stats;
    this.intake = intake;
    this.pulse = pulse;
    this.times = times;
  }

  /**
   * @param oldest when the oldest delivery was accepted that waits
   */
  record Snapshot(
      Span span,
      StatSeries sent,
      IntakeFigures.Series received,
      Pulse.Count pending,
      Pulse.Count retrying,
      Optional<Instant> oldest) {}

  Snapshot of(Visit visit, Span span) {
    return latest.get(new Wanted(visit.tenantTo(Permission.READ), span));
  }

  private Snapshot read(Wanted wanted) {
    TenantId tenant = wanted.tenant();
    Span span = wanted.span();
    Instant now = times.now();
    // Figures by the hour begin with an hour.
    Instant from = span.begin(now);
    return new Snapshot(
        span,
        stats.of(tenant, span),
        intake.of(tenant, from, span.step(), now),
        pulse.of(tenant, DeliveryStatus.PENDING),
        pulse.of(tenant, DeliveryStatus.RETRYING),
        pulse.oldestWaiting(tenant));
  }

  Times times() {
    return times;
  }

  /** Steps of an hour or more are told by the hour, shorter ones by the minute. */
  static String per(Span span) {
    return span.step().compareTo(HOUR) < 0
        ? "per minute"
        : span == Span.DAY ? "per hour" : "per 6 hours";
  }
}
