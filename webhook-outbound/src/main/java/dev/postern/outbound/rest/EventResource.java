package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.EventId;
import dev.postern.core.page.Page;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.ledger.Ledger;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What was published. */
@Path("/tenants/{tenant}/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {
  @Inject private ApiRequest request;
  @Inject private Ledger ledger;

  @GET
  @Requires(Permission.READ)
  public Page<EventAnswer> list(@BeanParam LedgerQuery query) {
    return ledger.events(request.tenantId(), query.filter(), query.page()).map(EventAnswer::of);
  }

  @GET
  // Without the other, which is a path of its own: there a GET is 405.
  @Path("/{id: (?!batch$)[^/]+}")
  @Requires(Permission.READ)
  public EventAnswer get(@PathParam("id") String id) {
    return ledger
        .event(request.tenantId(), Paths.known(EventId.parse(id), "The event"))
        .map(EventAnswer::of)
        .orElseThrow(() -> ProblemException.notFound("The event"));
  }
}
