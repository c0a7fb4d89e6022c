package dev.postern.outbound.publish;

import dev.postern.core.Service;
import dev.postern.core.handover.EventSink;
import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import jakarta.inject.Inject;

/** Received webhooks as events: the received webhook's id is the event's external id. */
@Service
public class HandedEvents implements EventSink {
  private final Publisher publisher;

  @Inject
  HandedEvents(Publisher publisher) {
    this.publisher = publisher;
  }

  /**
   * @throws ProblemException when what was received is no event of the contract: it never will be,
   *     so handing it over again is of no use
   * @throws IllegalStateException when the subscriptions' filters cost too much on it: they may be
   *     changed before it is handed over again
   */
  @Override
  public void accept(TenantId tenant, HandedEvent event) {
    EventDraft draft =
        new EventDraft(
            event.externalId(),
            event.type(),
            JsonText.of(event.data()),
            event.timestamp(),
            null,
            null);
    if (publisher.publishHanded(tenant, draft) instanceof Publication.Refused(var problem)) {
      if (problem.equals(Publisher.FILTERS_TOO_COSTLY)) {
        throw new IllegalStateException(problem.detail());
      }
      throw new ProblemException(problem);
    }
  }
}
