package dev.postern.adminui.why;

import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Everything;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryDetails;
import dev.postern.outbound.ledger.EventDetails;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.ledger.Ledger;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.Subscriptions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of an event at every endpoint of its tenant. Thread-safe. */
@Service
public class EventStory {
  private static final int MOST_TOLD = 50;
  private static final String FILTERED = "filtered out";
  private static final String MISSED = "not asked for";
  private final Ledger ledger;
  private final Endpoints endpoints;
  private final Subscriptions subscriptions;
  private final Times times;

  @Inject
  EventStory(Ledger ledger, Endpoints endpoints, Subscriptions subscriptions, Times times) {
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.subscriptions = subscriptions;
    this.times = times;
  }

  Answer.OfEvent of(Visit visit, EventDetails event, @Nullable DeliveryId asked) {
    TenantId tenant = visit.tenantTo(Permission.READ);
    Map<EndpointId, Endpoint> known =
        Everything.of((PageRequest page) -> endpoints.list(tenant, page)).stream()
            .collect(Collectors.toMap(Endpoint::id, Function.identity()));
    List<Subscription> asking = Everything.of(page -> subscriptions.list(tenant, page));
    List<Line> lines = new ArrayList<>();
    event.deliveries().stream()
        .sorted((a, b) -> Boolean.compare(b.id().equals(asked), a.id().equals(asked)))
        .limit(MOST_TOLD)
        .forEach(
            delivery -> lines.add(delivered(visit, delivery, known.get(delivery.endpointId()))));
    for (FilteredOut filtered : event.filtered()) {
      lines.add(filtered(visit, filtered, asking, known));
    }
    List<Endpoint> missed = missed(event, known.values(), asking);
    missed.stream()
        .limit(MOST_TOLD)
        .forEach(endpoint -> lines.add(missed(visit, event, endpoint, asking)));
    return new Answer.OfEvent(event.event(), summary(event, missed.size(), lines.size()), lines);
  }

  /** Those that have no delivery of it, and no subscription whose filter kept it back. Pure. */
  static List<Endpoint> missed(
      EventDetails event, Collection<Endpoint> known, List<Subscription> asking) {
    Set<EndpointId> told = new HashSet<>();
    event.deliveries().forEach(delivery -> told.add(delivery.endpointId()));
    event.filtered().forEach(filtered -> endpoint(filtered, asking).ifPresent(told::add));
    return known.stream().filter(endpoint -> !told.contains(endpoint.id())).toList();
  }

  private static Optional<EndpointId> endpoint(FilteredOut filtered, List<Subscription> asking) {
    return asking.stream()
        .filter(subscription -> subscription.id().equals(filtered.subscriptionId()))
        .map(subscription -> subscription.settings().endpoint())
        .findFirst();
  }

  private Line delivered(Visit visit, Delivery delivery, @Nullable Endpoint endpoint) {
    Attempt last =
        ledger
            .delivery(visit.tenantTo(Permission.READ), delivery.id())
            .map(DeliveryDetails::attempts)
            .filter(attempts -> !attempts.isEmpty())
            .map(List::getLast)
            .orElse(null);
    DeliveryWords.State state = DeliveryWords.state(delivery);
    return new Line(
        endpoint == null ? "a deleted endpoint" : DeliveryLists.name(endpoint),
        state.word(),
        state.tone(),
        new DeliverySentence(delivery, last, endpoint).at(times.now()),
        visit.path("deliveries/" + delivery.id()));
  }

  private static Line filtered(
      Visit visit,
      FilteredOut filtered,
      List<Subscription> asking,
      Map<EndpointId, Endpoint> known) {
    EndpointId id = endpoint(filtered, asking).orElse(null);
    Endpoint endpoint = id == null ? null : known.get(id);
    return new Line(
        endpoint == null ? "a deleted subscription" : DeliveryLists.name(endpoint),
        FILTERED,
        Tone.MUTED,
        MissSentence.filtered(filtered, asking),
        id == null ? null : visit.path("endpoints/" + id));
  }

  private static Line missed(
      Visit visit, EventDetails event, Endpoint endpoint, List<Subscription> asking) {
    List<Subscription> own =
        asking.stream().filter(it -> it.settings().endpoint().equals(endpoint.id())).toList();
    return new Line(
        DeliveryLists.name(endpoint),
        MISSED,
        Tone.MUTED,
        new MissSentence(event.event(), endpoint, own).text(),
        visit.path("endpoints/" + endpoint.id()));
  }

  /** Counts all of them, also those that are too many to be told one by one. Pure. */
  static String summary(EventDetails event, int missed, int told) {
    List<String> words = new ArrayList<>();
    event.deliveries().forEach(delivery -> words.add(DeliveryWords.state(delivery).word()));
    words.addAll(Collections.nCopies(event.filtered().size(), FILTERED));
    words.addAll(Collections.nCopies(missed, MISSED));
    String accepted = "Accepted at " + Times.clock(event.event().createdAt()) + "; ";
    if (words.isEmpty()) {
      return accepted + "there is no endpoint it could go to.";
    }
    Map<String, Long> counts =
        words.stream()
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    return accepted
        + (words.size() == 1 ? "1 endpoint: " : words.size() + " endpoints: ")
        + counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "))
        + (told < words.size() ? ". " + told + " of them are told here." : ".");
  }
}
