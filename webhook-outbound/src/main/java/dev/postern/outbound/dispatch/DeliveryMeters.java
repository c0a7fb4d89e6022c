package dev.postern.outbound.dispatch;

import static java.util.Objects.requireNonNull;

import dev.postern.core.Service;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.settle.Settlement;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

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

  // Looking one up by its name and tags costs as much as signing a request.
  private final Map<String, Counter> deliveries = new HashMap<>();
  private final Map<Outcome, Counter> attempts = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Timer> durations = new ConcurrentHashMap<>();
  private final Counter lost;

  @Inject
  DeliveryMeters(MetricRegistry registry) {
    this.registry = registry;
    // From the start at zero: a counter that appears with its first event has no rate before it.
    lost = registry.counter(LOST);
    for (String word : List.of("delivered", "retry", "dead")) {
      deliveries.put(word, registry.counter(DELIVERIES, new Tag("outcome", word)));
    }
    for (Outcome outcome : Outcome.values()) {
      attempts.put(outcome, registry.counter(ATTEMPTS, new Tag("outcome", outcome.code())));
    }
  }

  @Override
  public void begun(Duration lag) {
    registry.timer(LAG).update(lag);
  }

  @Override
  public void settled(Settlement settlement) {
    requireNonNull(deliveries.get(word(settlement.decision()))).inc();
    settlement
        .attempt()
        .ifPresent(made -> {
          Outcome outcome = made.outcome().outcome();
          requireNonNull(attempts.get(outcome)).inc();
          duration(outcome).update(made.outcome().timings().total());
        });
  }

  private Timer duration(Outcome outcome) {
    return durations.computeIfAbsent(
        outcome, first -> registry.timer(DURATION, new Tag("outcome", first.code())));
  }

  @Override
  public void leaseLost() {
    lost.inc();
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
