package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.ingest.receive.InboundWatch;
import dev.postern.ingest.receive.Sighting;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** The same counts for a Prometheus, by provider: both labels are closed sets. */
@Service
public class InboundMeters implements InboundWatch {
  private static final Metadata REQUESTS =
      Metadata.builder()
          .withName("postern_inbound_requests")
          .withDescription("Requests of providers, by what they came to.")
          .withUnit(MetricUnits.NONE)
          .build();
  private static final Metadata PROCESSING =
      Metadata.builder()
          .withName("postern_inbound_processing")
          .withDescription("From a request's head to the decision about its answer.")
          .withUnit(MetricUnits.SECONDS)
          .build();

  private final MetricRegistry registry;

  @Inject
  InboundMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void seen(Sighting sighting) {
    Tag provider = new Tag("provider", sighting.source().scheme().provider());
    registry.counter(REQUESTS, provider, new Tag("outcome", sighting.outcome())).inc();
    registry.timer(PROCESSING, provider).update(sighting.took());
  }
}
