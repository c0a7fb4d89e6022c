package dev.postern.adminui.endpoints;

import dev.postern.adminui.access.Visit;
import dev.postern.adminui.chart.Bar;
import dev.postern.adminui.chart.Sparkline;
import dev.postern.adminui.jobs.JobDoors;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryDetails;
import dev.postern.outbound.ledger.Ledger;
import dev.postern.outbound.ledger.Pulse;
import dev.postern.outbound.stats.Span;
import dev.postern.outbound.stats.StatSeries;
import dev.postern.outbound.stats.TenantStats;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the attempts at an endpoint come to, and the jobs that make them again. */
@Service
public class EndpointFigures {
  private static final int TRIED = 6;
  private final Pulse pulse;
  private final TenantStats stats;
  private final Ledger ledger;
  private final JobDoors jobs;

  @Inject
  EndpointFigures(Pulse pulse, TenantStats stats, Ledger ledger, JobDoors jobs) {
    this.pulse = pulse;
    this.stats = stats;
    this.ledger = ledger;
    this.jobs = jobs;
  }

  Pulse pulse() {
    return pulse;
  }

  JobDoors jobs() {
    return jobs;
  }

  StatSeries series(Visit visit, EndpointId endpoint, Span span) {
    return stats.of(visit.tenantTo(Permission.READ), endpoint, span);
  }

  Sparkline sparkline(Visit visit, EndpointId endpoint) {
    return new Sparkline(bars(series(visit, endpoint, Span.DAY)), "the last 24 hours");
  }

  static List<Bar> bars(StatSeries series) {
    return series.points().stream()
        .map(point -> new Bar(point.at(), point.delivered(), point.failed()))
        .toList();
  }

  Optional<Attempt> lastAttempt(Visit visit, List<Delivery> newest) {
    return newest.stream()
        .filter(delivery -> delivery.attemptCount() > 0)
        .limit(TRIED)
        .flatMap(
            delivery -> ledger.delivery(visit.tenantTo(Permission.READ), delivery.id()).stream())
        .map(DeliveryDetails::attempts)
        .filter(attempts -> !attempts.isEmpty())
        .map(List::getLast)
        .max(Comparator.comparing(Attempt::startedAt));
  }
}
