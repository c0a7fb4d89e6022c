package dev.postern.outbound.publish;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.publish.store.EventKeyStore;
import dev.postern.outbound.publish.store.EventWriter;
import dev.postern.outbound.subscription.Route;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens inside the publishing transaction, in the order that its races demand. */
@Service
class EventTransaction {
  private final EventKeyStore keys;
  private final EventWriter writer;
  private final StatusGate gate;
  private final KeyLines lines;
  private final Stamp stamp;
  private final Transactions transactions;

  @Inject
  EventTransaction(
      EventKeyStore keys,
      EventWriter writer,
      StatusGate gate,
      KeyLines lines,
      Stamp stamp,
      Transactions transactions) {
    this.keys = keys;
    this.writer = writer;
    this.gate = gate;
    this.lines = lines;
    this.stamp = stamp;
    this.transactions = transactions;
  }

  /**
   * @param owners the event behind every external id of the batch
   * @param deliveries of the events that were new
   */
  record Stored(Map<String, EventId> owners, List<PlannedDelivery> deliveries) {
    boolean isNew(Fanned fanned) {
      String externalId = fanned.event().externalId();
      return externalId == null || fanned.id().equals(owners.get(externalId));
    }

    Map<EventId, Long> counts() {
      return deliveries.stream()
          .collect(Collectors.groupingBy(d -> d.event().id(), Collectors.counting()));
    }
  }

  /** Those of the external ids that were published before, with their events. */
  Map<String, EventId> published(TenantId tenant, Set<String> externalIds) {
    return externalIds.isEmpty()
        ? Map.of()
        : transactions.required(() -> keys.owners(tenant, externalIds));
  }

  Stored store(TenantId tenant, List<Fanned> events, Instant now) {
    Map<String, EventId> wanted = new HashMap<>();
    for (Fanned fanned : events) {
      String externalId = fanned.event().externalId();
      if (externalId != null) {
        wanted.putIfAbsent(externalId, fanned.id());
      }
    }
    Map<String, EventId> owners = wanted.isEmpty() ? Map.of() : keys.claim(tenant, wanted, now);
    Stored claimed = new Stored(owners, List.of());
    List<Fanned> fresh = events.stream().filter(claimed::isNew).toList();
    List<PlannedDelivery> deliveries = plan(tenant, fresh);
    writer.insert(fresh, deliveries);
    return new Stored(owners, deliveries);
  }

  private List<PlannedDelivery> plan(TenantId tenant, List<Fanned> fresh) {
    Set<Route> routes =
        fresh.stream().flatMap(fanned -> fanned.to().stream()).collect(Collectors.toSet());
    if (routes.isEmpty()) {
      return List.of();
    }
    Set<EndpointId> endpoints = routes.stream().map(Route::endpoint).collect(Collectors.toSet());
    gate.publish(tenant, endpoints);
    // What was deleted or switched off while this was planned gets nothing.
    Map<SubscriptionId, EndpointStatus> standing =
        writer.standing(routes.stream().map(Route::subscription).toList());
    Set<EndpointId> ordered = ordered(fresh, endpoints);
    List<PlannedDelivery> deliveries = new ArrayList<>();
    for (Fanned fanned : fresh) {
      for (Route route : fanned.to()) {
        EndpointStatus status = standing.get(route.subscription());
        if (status != null) {
          deliveries.add(
              new PlannedDelivery(
                  new DeliveryId(stamp.id()),
                  fanned.event(),
                  route,
                  status,
                  line(fanned, route, ordered)));
        }
      }
    }
    lines.lock(deliveries.stream().flatMap(planned -> planned.line().stream()).toList());
    return deliveries;
  }

  private Set<EndpointId> ordered(List<Fanned> fresh, Set<EndpointId> endpoints) {
    return fresh.stream().allMatch(fanned -> fanned.event().orderingKey() == null)
        ? Set.of()
        : lines.ordered(endpoints);
  }

  private static Optional<KeyLines.Line> line(Fanned fanned, Route route, Set<EndpointId> ordered) {
    return Optional.ofNullable(fanned.event().orderingKey())
        .filter(key -> ordered.contains(route.endpoint()))
        .map(key -> new KeyLines.Line(route.endpoint(), key));
  }
}
