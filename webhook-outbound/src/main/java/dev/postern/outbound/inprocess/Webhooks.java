package dev.postern.outbound.inprocess;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import dev.postern.outbound.publish.EventDraft;
import dev.postern.outbound.publish.Publication;
import dev.postern.outbound.publish.Publisher;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/**
 * Publishes for applications in the same server. In a transaction the event is a part of it:
 * committed with it, rolled back with it, and sent only after the commit. Without one it is
 * committed before the call returns. Thread-safe.
 */
@Service
public class Webhooks {
  private final Publisher publisher;
  private final Function<String, Optional<TenantId>> tenants;

  @Inject
  Webhooks(Publisher publisher, Tenants tenants) {
    this(publisher, named -> tenants.find(named).map(Tenant::id));
  }

  Webhooks(Publisher publisher, Function<String, Optional<TenantId>> tenants) {
    this.publisher = publisher;
    this.tenants = tenants;
  }

  /**
   * @return {@code Accepted} or {@code Duplicate}
   * @throws UnwritableEventException when the data has no form in JSON
   * @throws ProblemException 404 for an unknown tenant, 422 for what is no event of the contract or
   *     does not fit its type's schema, 413 for too much data, and 422 ({@code filters_too_costly})
   *     when the subscribers' filters cost too much on it, all together: an application that lets
   *     it pass rolls its own transaction back because of them
   */
  public Publication publish(WebhookEvent event) {
    EventDraft draft =
        new EventDraft(
            event.id(),
            event.type(),
            EventJson.of(event.type(), event.data()),
            event.timestamp(),
            event.channel(),
            event.orderingKey());
    TenantId tenant =
        tenants.apply(event.tenant()).orElseThrow(() -> ProblemException.notFound("The tenant"));
    Publication publication = publisher.publish(tenant, draft);
    if (publication instanceof Publication.Refused(var problem)) {
      throw new ProblemException(problem);
    }
    return publication;
  }

  /**
   * A fired domain event, while it is being fired: whatever is wrong reaches the one who fires it,
   * and the transaction does not commit without the event. An observer that ran at its end could
   * only log.
   */
  void fired(@Observes WebhookEvent event) {
    Publication unused = publish(event);
  }
}
