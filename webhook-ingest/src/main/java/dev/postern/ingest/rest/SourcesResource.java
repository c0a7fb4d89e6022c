package dev.postern.ingest.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Permission;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodyReader;
import dev.postern.core.rest.Requires;
import dev.postern.ingest.CreatedSource;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A tenant's sources. */
@Path("/tenants/{tenant}/sources")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {
  @Inject private Sources sources;
  @Inject private ApiRequest request;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.WRITE)
  public Response create(JsonNode body) {
    CreatedSource created =
        sources.create(request.tenantId(), SourceBody.create(body), SourceBody.secret(body));
    URI location =
        URI.create("tenants/" + request.tenantId() + "/sources/" + created.source().id());
    return Response.created(location).entity(SourceView.of(created)).build();
  }

  @GET
  @Requires(Permission.READ)
  public Page<SourceView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return sources.list(request.tenantId(), PageRequest.of(limit, cursor)).map(SourceView::of);
  }

  @GET
  @Path("/{source}")
  @Requires(Permission.READ)
  public SourceView get(@PathParam("source") String id) {
    return SourceView.of(find(id));
  }

  @PATCH
  @Path("/{source}")
  @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
  @Requires(Permission.WRITE)
  public SourceView change(@PathParam("source") String id, JsonNode patch) {
    return SourceView.of(
        sources.update(request.tenantId(), parse(id), now -> SourceBody.patch(now, patch)));
  }

  @DELETE
  @Path("/{source}")
  @Requires(Permission.WRITE)
  public void delete(@PathParam("source") String id) {
    sources.delete(request.tenantId(), parse(id));
  }

  private Source find(String id) {
    return sources
        .find(request.tenantId(), parse(id))
        .orElseThrow(() -> ProblemException.notFound("The source"));
  }

  static SourceId parse(String id) {
    return SourceId.parse(id).orElseThrow(() -> ProblemException.notFound("The source"));
  }
}
