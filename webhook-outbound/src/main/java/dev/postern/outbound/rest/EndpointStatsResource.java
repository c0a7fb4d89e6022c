package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.Pulse;
import dev.postern.outbound.stats.EndpointStats;
import dev.postern.outbound.stats.StatWindow;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What the attempts at one endpoint come to. */
@Path("/tenants/{tenant}/endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EndpointStatsResource {
  @Inject private ApiRequest request;
  @Inject private Endpoints endpoints;
  @Inject private EndpointStats stats;
  @Inject private Pulse pulse;

  /**
   * @param waiting deliveries that are not over; counting stops after 10,000
   * @param windows the last hour, day and week
   */
  public record StatsAnswer(EndpointId endpointId, long waiting, List<StatWindow> windows) {}

  @GET
  @Path("/{id}/stats")
  @Requires(Permission.READ)
  public StatsAnswer get(@PathParam("id") String id) {
    TenantId tenant = request.tenantId();
    EndpointId endpoint = EndpointResource.known(id);
    endpoints.get(tenant, endpoint);
    return new StatsAnswer(
        endpoint, pulse.waiting(tenant, endpoint).rows(), stats.of(tenant, endpoint));
  }
}
