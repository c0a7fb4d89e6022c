package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodyReader;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.endpoint.NewEndpoint;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /tenants/{tenant}/endpoints}. */
@Path("/tenants/{tenant}/endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EndpointResource {
  @Inject private ApiRequest request;
  @Inject private Endpoints endpoints;
  @Context private UriInfo uri;

  @GET
  @Requires(Permission.READ)
  public Page<EndpointAnswer> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return endpoints
        .list(request.tenantId(), PageRequest.of(limit, cursor))
        .map(endpoint -> EndpointAnswer.shownTo(request.caller(), endpoint));
  }

  @POST
  @Requires(Permission.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(EndpointBody body) {
    NewEndpoint made = endpoints.create(request.tenantId(), body.settings(), body.firstSecret());
    return Response.created(
            uri.getAbsolutePathBuilder().path(made.endpoint().id().toString()).build())
        .entity(EndpointAnswer.of(made))
        .build();
  }

  @GET
  @Path("/{id}")
  @Requires(Permission.READ)
  public EndpointAnswer get(@PathParam("id") String id) {
    return EndpointAnswer.shownTo(request.caller(), endpoints.get(request.tenantId(), known(id)));
  }

  @PATCH
  @Path("/{id}")
  @Requires(Permission.WRITE)
  @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
  public EndpointAnswer patch(@PathParam("id") String id, JsonNode patch) {
    for (String field : List.of("secret", "signature_algorithm")) {
      if (patch.has(field)) {
        String detail = "'" + field + "' is changed by rotating the secret.";
        throw new ProblemException(
            Problem.of(400, "unknown_field", detail, List.of(new FieldError("/" + field, detail))));
      }
    }
    return EndpointAnswer.of(
        endpoints.update(
            request.tenantId(), known(id), before -> EndpointBody.patched(before, patch)));
  }

  @DELETE
  @Path("/{id}")
  @Requires(Permission.WRITE)
  public void delete(@PathParam("id") String id) {
    endpoints.delete(request.tenantId(), known(id));
  }

  static EndpointId known(String id) {
    return Paths.known(EndpointId.parse(id), "The endpoint");
  }
}
