package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Permission;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodyReader;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.eventtype.EventType;
import dev.postern.outbound.eventtype.EventTypeVersion;
import dev.postern.outbound.eventtype.EventTypes;
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
import org.jspecify.annotations.Nullable;

/** {@code /tenants/{tenant}/event-types}, addressed by name. */
@Path("/tenants/{tenant}/event-types")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventTypeResource {
  @Inject private ApiRequest request;
  @Inject private EventTypes types;
  @Context private UriInfo uri;

  @GET
  @Requires(Permission.READ)
  public Page<EventTypeAnswer> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return types.list(request.tenantId(), PageRequest.of(limit, cursor)).map(EventTypeAnswer::of);
  }

  @POST
  @Requires(Permission.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(EventTypeBody body) {
    EventType made = types.create(request.tenantId(), body.named(), body.edit());
    return Response.created(uri.getAbsolutePathBuilder().path(made.name()).build())
        .entity(EventTypeAnswer.of(made))
        .build();
  }

  @GET
  @Path("/{name}")
  @Requires(Permission.READ)
  public EventTypeAnswer get(@PathParam("name") String name) {
    return types
        .find(request.tenantId(), name)
        .map(EventTypeAnswer::of)
        .orElseThrow(() -> ProblemException.notFound("The event type"));
  }

  /** Newest first. */
  @GET
  @Path("/{name}/versions")
  @Requires(Permission.READ)
  public Page<EventTypeVersion> versions(@PathParam("name") String name) {
    return Page.all(types.versions(request.tenantId(), name));
  }

  @PATCH
  @Path("/{name}")
  @Requires(Permission.WRITE)
  @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
  public EventTypeAnswer patch(@PathParam("name") String name, JsonNode patch) {
    return EventTypeAnswer.of(
        types.update(request.tenantId(), name, before -> EventTypePatch.apply(before, patch)));
  }

  @DELETE
  @Path("/{name}")
  @Requires(Permission.WRITE)
  public void delete(@PathParam("name") String name) {
    types.delete(request.tenantId(), name);
  }
}
