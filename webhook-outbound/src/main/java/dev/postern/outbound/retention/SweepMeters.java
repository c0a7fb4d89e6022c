package dev.postern.outbound.retention;

import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What was taken away, for a Prometheus. */
@Service
class SweepMeters {
  private static final Metadata ROWS =
      Metadata.builder()
          .withName("postern_retention_rows")
          .withDescription("Rows taken away because their time was over, by what they were.")
          .build();
  private static final Metadata WEEKS =
      Metadata.builder()
          .withName("postern_retention_weeks")
          .withDescription("Weeks of a table that were dropped as a whole.")
          .build();

  private final MetricRegistry registry;

  @Inject
  SweepMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  /** Counters begin at zero, so that the first rows are seen as an increase. */
  void taken(Sweep.Taken taken) {
    registry.counter(WEEKS).inc(taken.weeks());
    for (Kind kind : Kind.values()) {
      registry
          .counter(ROWS, new Tag("kind", kind.name().toLowerCase(Locale.ROOT)))
          .inc(taken.rows().getOrDefault(kind, 0));
    }
  }
}
