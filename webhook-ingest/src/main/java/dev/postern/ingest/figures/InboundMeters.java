package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.ingest.receive.InboundWatch;
import dev.postern.ingest.receive.Sighting;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * The same counts for a Prometheus, by provider: both labels are closed sets. What is of no source
 * has the provider {@value #NOBODY}.
 */
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

  static final String NOBODY = "unknown";

  private final MetricRegistry registry;
  // Looking a meter up in the registry costs more than all the rest of a refusal.
  private final ConcurrentHashMap<Kind, Counter> requests = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Timer> processing = new ConcurrentHashMap<>();

  @Inject
  public InboundMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void seen(Sighting sighting) {
    String provider = sighting.source().scheme().provider();
    requests.computeIfAbsent(new Kind(provider, sighting.outcome()), this::counter).inc();
    processing.computeIfAbsent(provider, this::timer).update(sighting.took());
  }

  @Override
  public void seenOfNobody(String outcome) {
    requests.computeIfAbsent(new Kind(NOBODY, outcome), this::counter).inc();
  }

  private Counter counter(Kind kind) {
    return registry.counter(
        REQUESTS, new Tag("provider", kind.provider()), new Tag("outcome", kind.outcome()));
  }

  private Timer timer(String provider) {
    return registry.timer(PROCESSING, new Tag("provider", provider));
  }

  private record Kind(String provider, String outcome) {}
}
