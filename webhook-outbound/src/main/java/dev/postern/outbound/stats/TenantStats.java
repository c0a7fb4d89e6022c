package dev.postern.outbound.stats;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The door to figures over time; a few seconds behind. Thread-safe. */
@Service
public class TenantStats {
  private final StatStore store;
  private final InstantSource time;

  @Inject
  TenantStats(StatStore store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  /** Of all endpoints. */
  public StatSeries of(TenantId tenant, Span span) {
    Instant now = time.instant();
    return StatSeries.of(span, now, grouped(span, store.dated(tenant, span.begin(now))));
  }

  public StatSeries of(TenantId tenant, EndpointId endpoint, Span span) {
    Instant now = time.instant();
    return StatSeries.of(span, now, grouped(span, store.dated(tenant, endpoint, span.begin(now))));
  }

  private static Map<Instant, List<StatCount>> grouped(Span span, List<StatStore.Dated> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> span.start(row.at()),
                Collectors.mapping(StatStore.Dated::count, Collectors.toList())));
  }
}
