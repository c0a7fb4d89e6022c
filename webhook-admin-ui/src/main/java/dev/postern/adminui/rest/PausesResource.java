package dev.postern.adminui.rest;

import dev.postern.adminui.pause.PauseTargets;
import dev.postern.adminui.rest.PauseBodies.NewTenantPause;
import dev.postern.adminui.rest.PauseBodies.PauseList;
import dev.postern.core.access.Permission;
import dev.postern.core.id.PauseId;
import dev.postern.core.pause.NewPause;
import dev.postern.core.pause.Pause;
import dev.postern.core.pause.Pauses;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What of a tenant is stopped for a while. Nothing is lost meanwhile. */
@Path("/tenants/{tenant}/pauses")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PausesResource {
  @Inject private Pauses pauses;
  @Inject private PauseTargets targets;
  @Inject private ApiRequest request;

  @GET
  @Requires(Permission.READ)
  public PauseList list() {
    return new PauseList(pauses.list(request.tenantId()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.WRITE)
  public Response pause(NewTenantPause body) {
    Pause.Scope scope = body.wanted();
    Pause made =
        pauses.pause(
            request.tenantId(),
            new NewPause(
                scope,
                targets.object(request.tenantId(), scope, body.objectId()),
                PauseBodies.unlessNo(body.intake()),
                PauseBodies.unlessNo(body.deliveries()),
                PauseBodies.reason(body.reason())),
            request.caller().may(Permission.PLATFORM));
    return Response.created(URI.create("tenants/" + request.tenantId() + "/pauses/" + made.id()))
        .entity(made)
        .build();
  }

  @DELETE
  @Path("/{pause}")
  @Requires(Permission.WRITE)
  public void resume(@PathParam("pause") String id) {
    pauses.resume(
        request.tenantId(),
        PauseId.parse(id).orElseThrow(() -> ProblemException.notFound("The pause")),
        request.caller().may(Permission.PLATFORM));
  }
}
