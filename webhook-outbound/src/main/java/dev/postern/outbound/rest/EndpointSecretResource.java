package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.SecretId;
import dev.postern.core.page.Page;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.AnsweredAnew;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.OptionalBody;
import dev.postern.core.rest.Requires;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.SecretInfo;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The signing secrets of an endpoint; values at rotation and reveal only. */
@Path("/tenants/{tenant}/endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EndpointSecretResource {
  private static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);

  @Inject private ApiRequest request;
  @Inject private Endpoints endpoints;

  /**
   * @param overlap ISO 8601, {@code PT0S} to {@code P7D}; 24 hours by default
   * @param secret yours, or generated when absent
   */
  public record RotateBody(
      @Nullable String overlap, @Nullable String secret, @Nullable Boolean force) {
    /** Never prints the value. */
    @Override
    public String toString() {
      return "RotateBody[" + overlap + "]";
    }
  }

  @GET
  @Path("/{id}/secrets")
  @Requires(Permission.READ)
  public Page<SecretInfo> list(@PathParam("id") String id) {
    return Page.all(endpoints.secrets(request.tenantId(), EndpointResource.known(id)));
  }

  @POST
  @Path("/{id}/secrets/rotate")
  @Requires(Permission.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @OptionalBody
  public Response rotate(@PathParam("id") String id, RotateBody body) {
    String secret = body.secret();
    SecretInfo made =
        endpoints.rotateSecret(
            request.tenantId(),
            EndpointResource.known(id),
            new Endpoints.SecretRotation(
                overlap(body.overlap()),
                secret == null ? null : SecretText.of(secret),
                Boolean.TRUE.equals(body.force())));
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @POST
  @Path("/{id}/secrets/{secret}/expire")
  @Requires(Permission.WRITE)
  public SecretInfo expire(@PathParam("id") String id, @PathParam("secret") String secret) {
    return endpoints.expireSecret(
        request.tenantId(),
        EndpointResource.known(id),
        Paths.known(SecretId.parse(secret), "The secret"));
  }

  @POST
  @Path("/{id}/secrets/reveal")
  @Requires(Permission.ADMINISTER)
  @AnsweredAnew
  public SecretInfo reveal(@PathParam("id") String id) {
    return endpoints.revealSecret(request.tenantId(), EndpointResource.known(id));
  }

  private static Duration overlap(@Nullable String text) {
    if (text == null) {
      return DEFAULT_OVERLAP;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw ProblemException.unprocessable(
          "invalid_overlap", "/overlap", "An overlap is an ISO 8601 duration, PT0S to P7D.");
    }
  }
}
