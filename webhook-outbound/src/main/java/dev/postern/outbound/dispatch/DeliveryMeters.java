package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.settle.Settlement;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** The counts for a Prometheus. Labels are closed sets: no ids, no URLs. */
@Service
public class DeliveryMeters implements DeliveryWatch {
  private static final Metadata DELIVERIES =
      metadata(
          "postern_deliveries",
          "What attempts made of deliveries: delivered, retry or dead.",
          MetricUnits.NONE);
  private static final Metadata ATTEMPTS =
      metadata("postern_delivery_attempts", "Requests by their outcome.", MetricUnits.NONE);
  private static final Metadata DURATION =
      metadata(
          "postern_delivery_attempt_duration",
          "From the lookup of the name to the end of the answer.",
          MetricUnits.SECONDS);
  private static final Metadata LAG =
      metadata(
          "postern_delivery_lag",
          "From an event's acceptance to its first attempt: the age of the queue.",
          MetricUnits.SECONDS);
  private static final Metadata LOST =
      metadata(
          "postern_delivery_leases_lost",
          "Results dropped because another node had taken the delivery over.",
          MetricUnits.NONE);

  private final MetricRegistry registry;

  @Inject
  DeliveryMeters(MetricRegistry registry) {
    this.registry = registry;
    // From the start at zero: a counter that appears with its first event has no rate before it.
    registry.counter(LOST);
    for (String word : List.of("delivered", "retry", "dead")) {
      registry.counter(DELIVERIES, new Tag("outcome", word));
    }
    for (Outcome outcome : Outcome.values()) {
      registry.counter(ATTEMPTS, new Tag("outcome", outcome.code()));
    }
  }

  @Override
  public void begun(Duration lag) {
    registry.timer(LAG).update(lag);
  }

  @Override
  public void settled(Settlement settlement) {
    registry.counter(DELIVERIES, new Tag("outcome", word(settlement.decision()))).inc();
    settlement
        .attempt()
        .ifPresent(made -> {
          Tag outcome = new Tag("outcome", made.outcome().outcome().code());
          registry.counter(ATTEMPTS, outcome).inc();
          registry.timer(DURATION, outcome).update(made.outcome().timings().total());
        });
  }

  @Override
  public void leaseLost() {
    registry.counter(LOST).inc();
  }

  private static String word(DeliveryDecision decision) {
    return switch (decision) {
      case DeliveryDecision.Delivered delivered -> "delivered";
      case DeliveryDecision.Retry retry -> "retry";
      case DeliveryDecision.Dead dead -> "dead";
    };
  }

  private static Metadata metadata(String name, String description, String unit) {
    return Metadata.builder().withName(name).withDescription(description).withUnit(unit).build();
  }
}
