package dev.postern.adminui.why;

import dev.postern.adminui.access.Visit;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.ReceivedWebhooks;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import dev.postern.outbound.ledger.EventDetails;
import dev.postern.outbound.ledger.Ledger;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what an id means and what became of it. Thread-safe. */
@Service
public class Whereabouts {
  private static final int NEAREST = 20;
  private final Ledger ledger;
  private final ReceivedWebhooks received;
  private final Sources sources;
  private final EventStory story;

  @Inject
  Whereabouts(Ledger ledger, ReceivedWebhooks received, Sources sources, EventStory story) {
    this.ledger = ledger;
    this.received = received;
    this.sources = sources;
    this.story = story;
  }

  /**
   * @param text an id of Postern, of the publisher, or of a provider's event
   */
  Answer about(Visit visit, String text) {
    TenantId tenant = visit.tenantTo(Permission.READ);
    Optional<DeliveryId> delivery = DeliveryId.parse(text);
    if (delivery.isPresent()) {
      return ledger
          .delivery(tenant, delivery.get())
          .flatMap(found -> ledger.event(tenant, found.delivery().eventId()))
          .<Answer>map(event -> story.of(visit, event, delivery.get()))
          .orElseGet(Answer.Unknown::new);
    }
    return EventId.parse(text)
        .flatMap(id -> ledger.event(tenant, id))
        .<Answer>map(event -> story.of(visit, event, null))
        .or(() -> webhook(visit, ReceivedId.parse(text).orElse(null)))
        .or(() -> place(visit, text))
        .or(() -> published(tenant, text).map(event -> story.of(visit, event, null)))
        .or(() -> provided(visit, text))
        .orElseGet(Answer.Unknown::new);
  }

  private Optional<EventDetails> published(TenantId tenant, String externalId) {
    return ledger
        .events(
            tenant,
            new LedgerFilter(null, null, null, null, null, externalId),
            PageRequest.first(1))
        .data()
        .stream()
        .filter(event -> externalId.equals(event.event().externalId()))
        .findFirst();
  }

  private Optional<Answer> webhook(Visit visit, @Nullable ReceivedId id) {
    return id == null
        ? Optional.empty()
        : received.find(visit.tenantTo(Permission.READ), id).map(found -> answer(visit, found));
  }

  private Optional<Answer> provided(Visit visit, String eventId) {
    ReceivedQuery query = new ReceivedQuery(null, null, null, null, eventId, null);
    return received
        .list(visit.tenantTo(Permission.READ), query, PageRequest.first(NEAREST))
        .data()
        .stream()
        .filter(found -> eventId.equals(found.identity().eventId()))
        .findFirst()
        .map(found -> answer(visit, found));
  }

  private Answer answer(Visit visit, ReceivedWebhook webhook) {
    TenantId tenant = visit.tenantTo(Permission.READ);
    Optional<Source> source = sources.find(tenant, webhook.source());
    Answer.@Nullable OfEvent event =
        published(tenant, webhook.id().toString())
            .map(found -> story.of(visit, found, null))
            .orElse(null);
    return new Answer.OfWebhook(
        webhook,
        source.map(Source::name).orElse("a deleted source"),
        WebhookSentence.of(
            webhook, source.orElse(null), received.outcomes(tenant, webhook.id()), event != null),
        event);
  }

  private static Optional<Answer> place(Visit visit, String text) {
    return EndpointId.parse(text)
        .map(id -> visit.path("endpoints/" + id))
        .or(() -> SourceId.parse(text).map(id -> visit.path("sources/" + id)))
        .map(Answer.Elsewhere::new);
  }
}
