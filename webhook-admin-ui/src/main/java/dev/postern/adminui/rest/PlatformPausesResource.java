package dev.postern.adminui.rest;

import dev.postern.adminui.rest.PauseBodies.NewPlatformPause;
import dev.postern.adminui.rest.PauseBodies.PauseList;
import dev.postern.core.access.Permission;
import dev.postern.core.id.PauseId;
import dev.postern.core.pause.NewPause;
import dev.postern.core.pause.Pause;
import dev.postern.core.pause.Pauses;
import dev.postern.core.problem.ProblemException;
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

/** Stops everything of everybody for a while, on all nodes. */
@Path("/pauses")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PlatformPausesResource {
  @Inject private Pauses pauses;

  @GET
  @Requires(Permission.PLATFORM)
  public PauseList list() {
    return new PauseList(pauses.list(null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.PLATFORM)
  public Response pause(NewPlatformPause body) {
    Pause made =
        pauses.pause(
            null,
            NewPause.everything(
                PauseBodies.unlessNo(body.intake()),
                PauseBodies.unlessNo(body.deliveries()),
                PauseBodies.reason(body.reason())),
            true);
    return Response.created(URI.create("pauses/" + made.id())).entity(made).build();
  }

  @DELETE
  @Path("/{pause}")
  @Requires(Permission.PLATFORM)
  public void resume(@PathParam("pause") String id) {
    pauses.resume(
        null, PauseId.parse(id).orElseThrow(() -> ProblemException.notFound("The pause")), true);
  }
}
