package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.OptionalBody;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.TestSend;
import dev.postern.outbound.endpoint.Comeback;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.subscription.EventTypePattern;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What can be done with an endpoint besides editing it. */
@Path("/tenants/{tenant}/endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EndpointActionResource {
  @Inject private ApiRequest request;
  @Inject private Endpoints endpoints;
  @Inject private TestSend tests;
  @Inject private Comeback comeback;

  /**
   * @param backlog {@code deliver} (default) or {@code skip}
   * @param probe whether a signed test event must be accepted first; false by default
   */
  public record EnableBody(@Nullable String backlog, @Nullable Boolean probe) {}

  /**
   * @param type of the event made up; {@code ping} by default
   */
  public record TestBody(@Nullable String type) {}

  @POST
  @Path("/{id}/enable")
  @Requires(Permission.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @OptionalBody
  public EndpointAnswer enable(@PathParam("id") String id, EnableBody body) {
    EndpointId endpoint = EndpointResource.known(id);
    Backlog backlog = backlog(body.backlog());
    return EndpointAnswer.of(
        Boolean.TRUE.equals(body.probe())
            ? comeback.enable(request.tenantId(), endpoint, backlog)
            : endpoints.enable(request.tenantId(), endpoint, backlog));
  }

  @POST
  @Path("/{id}/disable")
  @Requires(Permission.WRITE)
  public EndpointAnswer disable(@PathParam("id") String id) {
    return EndpointAnswer.of(endpoints.disable(request.tenantId(), EndpointResource.known(id)));
  }

  @POST
  @Path("/{id}/test")
  @Requires(Permission.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @OptionalBody
  public AttemptAnswer test(@PathParam("id") String id, TestBody body) {
    String type = body.type() == null ? "ping" : body.type();
    if (!EventTypePattern.isType(type)) {
      throw ProblemException.unprocessable(
          "invalid_event_type", "/type", "An event type is words with dots between them.");
    }
    EndpointId endpoint = EndpointResource.known(id);
    endpoints.get(request.tenantId(), endpoint);
    return AttemptAnswer.of(tests.send(request.tenantId(), endpoint, type));
  }

  private static Backlog backlog(@Nullable String word) {
    return switch (word) {
      case null -> Backlog.DELIVER;
      case "deliver" -> Backlog.DELIVER;
      case "skip" -> Backlog.SKIP;
      default ->
          throw ProblemException.unprocessable(
              "invalid_value", "/backlog", "The backlog is deliver or skip.");
    };
  }
}
