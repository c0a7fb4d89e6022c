package dev.postern.ingest.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.ingest.SourceStats;
import dev.postern.ingest.figures.SourceStatistics;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What came of a source's requests. */
@Path("/tenants/{tenant}/sources/{source}/stats")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourceStatsResource {
  @Inject private SourceStatistics statistics;
  @Inject private ApiRequest request;

  @GET
  @Requires(Permission.READ)
  public SourceStats get(@PathParam("source") String id) {
    return statistics.of(request.tenantId(), SourcesResource.parse(id));
  }
}
