package dev.postern.ingest.rest;

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
import dev.postern.ingest.SecretRotation;
import dev.postern.ingest.Sources;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The secret versions of a source; values only where one is made or revealed. */
@Path("/tenants/{tenant}/sources/{source}/secrets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourceSecretsResource {
  @Inject private Sources sources;
  @Inject private ApiRequest request;

  /** Body of a rotation; all of it may be left out. */
  public record Rotation(
      @Nullable String overlap, @Nullable String secret, @Nullable Boolean force) {
    SecretRotation toRotation() {
      return new SecretRotation(
          Optional.ofNullable(secret).map(SecretText::of),
          overlap == null ? SecretRotation.DEFAULT_OVERLAP : duration(overlap),
          Boolean.TRUE.equals(force));
    }

    private static Duration duration(String text) {
      try {
        return Duration.parse(text);
      } catch (DateTimeParseException e) {
        throw ProblemException.unprocessable(
            "invalid_overlap", "/overlap", "An overlap is an ISO 8601 duration, PT0S to P7D.");
      }
    }

    /** Never prints the value. */
    @Override
    public String toString() {
      return "Rotation[" + overlap + "]";
    }
  }

  @GET
  @Requires(Permission.READ)
  public Page<SecretInfo> list(@PathParam("source") String id) {
    return Page.all(sources.secrets(request.tenantId(), SourcesResource.parse(id)));
  }

  @POST
  @Path("/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.WRITE)
  @OptionalBody
  public Response rotate(@PathParam("source") String id, @Nullable Rotation body) {
    Rotation rotation = body == null ? new Rotation(null, null, null) : body;
    SecretInfo next =
        sources.rotateSecret(request.tenantId(), SourcesResource.parse(id), rotation.toRotation());
    return Response.status(Response.Status.CREATED).entity(next).build();
  }

  @POST
  @Path("/{secret}/expire")
  @Requires(Permission.WRITE)
  public SecretInfo expire(@PathParam("source") String id, @PathParam("secret") String secret) {
    return sources.expireSecret(
        request.tenantId(),
        SourcesResource.parse(id),
        SecretId.parse(secret).orElseThrow(() -> ProblemException.notFound("The secret")));
  }

  @POST
  @Path("/reveal")
  @Requires(Permission.ADMINISTER)
  @AnsweredAnew
  public SecretInfo reveal(@PathParam("source") String id) {
    return sources.revealSecret(request.tenantId(), SourcesResource.parse(id));
  }
}
