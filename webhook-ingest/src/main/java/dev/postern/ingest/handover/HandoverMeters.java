package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.ingest.ReceivedStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** The handover for a Prometheus. Labels are closed sets: no ids, no tenants. */
@Service
public class HandoverMeters implements HandoverWatch {
  private static final Metadata TRIES =
      metadata(
          "postern_handover_tries",
          "Webhooks given to a recipient: done, error, overran, hopeless or lease_lost.",
          MetricUnits.NONE);
  private static final Metadata DURATION =
      metadata("postern_handover_duration", "How long a recipient took.", MetricUnits.SECONDS);
  private static final Metadata ENDED =
      metadata(
          "postern_handover_webhooks",
          "Webhooks after a round: processed, retrying or dead.",
          MetricUnits.NONE);
  private static final Metadata LAG =
      metadata(
          "postern_handover_lag",
          "From a webhook's reception until it was processed.",
          MetricUnits.SECONDS);

  private final MetricRegistry registry;

  @Inject
  HandoverMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void tried(Recipient recipient, Outcome outcome) {
    Tag name = new Tag("recipient", recipient.name());
    registry.counter(TRIES, name, new Tag("outcome", word(outcome))).inc();
    switch (outcome) {
      case Outcome.Done done -> took(name, done.millis());
      case Outcome.Failed failed -> took(name, failed.millis());
      case Outcome.LeaseLost() -> {}
    }
  }

  @Override
  public void ended(ReceivedStatus status, Duration age) {
    registry.counter(ENDED, new Tag("status", status.name().toLowerCase(Locale.ROOT))).inc();
    if (status == ReceivedStatus.PROCESSED) {
      registry.timer(LAG).update(age);
    }
  }

  private void took(Tag recipient, long millis) {
    registry.timer(DURATION, recipient).update(Duration.ofMillis(millis));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> "done";
      case Outcome.Failed failed -> failed.kind().name().toLowerCase(Locale.ROOT);
      case Outcome.LeaseLost() -> "lease_lost";
    };
  }

  private static Metadata metadata(String name, String description, String unit) {
    return Metadata.builder().withName(name).withDescription(description).withUnit(unit).build();
  }
}
