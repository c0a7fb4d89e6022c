package dev.postern.outbound.ledger;

import static java.util.stream.Collectors.groupingBy;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.ledger.store.AttemptReader;
import dev.postern.outbound.ledger.store.DeliveryReader;
import dev.postern.outbound.ledger.store.EventReader;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of every event. Reads only, each statement for itself. Thread-safe. */
@Service
public class Ledger {
  private final EventReader events;
  private final DeliveryReader deliveries;
  private final AttemptReader attempts;

  @Inject
  public Ledger(EventReader events, DeliveryReader deliveries, AttemptReader attempts) {
    this.events = events;
    this.deliveries = deliveries;
    this.attempts = attempts;
  }

  /** Newest first. */
  public Page<EventDetails> events(TenantId tenant, LedgerFilter filter, PageRequest page) {
    Page<EventEntry> found = events.list(tenant, filter, page);
    return new Page<>(withDeliveries(found.data()), found.nextCursor());
  }

  public Optional<EventDetails> event(TenantId tenant, EventId id) {
    return events.find(tenant, id).map(event -> withDeliveries(List.of(event)).getFirst());
  }

  /** Newest first. */
  public Page<Delivery> deliveries(TenantId tenant, LedgerFilter filter, PageRequest page) {
    return page.page(deliveries.list(tenant, filter, page), delivery -> delivery.id().uuid());
  }

  /** What an endpoint holds although it was tried before; the first accepted first. */
  public List<Delivery> heldAfterAttempts(TenantId tenant, EndpointId endpoint, int limit) {
    return deliveries.heldAfterAttempts(tenant, endpoint, limit);
  }

  public Optional<DeliveryDetails> delivery(TenantId tenant, DeliveryId id) {
    return deliveries
        .find(tenant, id)
        .map(found -> {
          // Retention may have taken the event; its deliveries' rows are told without a body.
          String body =
              events
                  .find(tenant, found.eventId())
                  .map(event -> new String(event.payload(), StandardCharsets.UTF_8))
                  .orElse("");
          return new DeliveryDetails(found, attempts.ofDelivery(id, body));
        });
  }

  private List<EventDetails> withDeliveries(List<EventEntry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<EventId> ids = entries.stream().map(EventEntry::id).toList();
    Map<EventId, List<Delivery>> made =
        deliveries.ofEvents(ids).stream().collect(groupingBy(Delivery::eventId));
    Map<EventId, List<FilteredOut>> filtered = events.filtered(ids);
    return entries.stream()
        .map(event ->
            new EventDetails(
                event,
                made.getOrDefault(event.id(), List.of()),
                filtered.getOrDefault(event.id(), List.of())))
        .toList();
  }
}
