package dev.postern.outbound.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.BodyLimit;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.Publication;
import dev.postern.outbound.publish.Publisher;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishing: one event, or up to a thousand. */
@Path("/tenants/{tenant}/events")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PublishResource {
  @Inject private ApiRequest request;
  @Inject private Publisher publisher;

  /** Each event is kept as text until it is judged: one that does not fit spoils no other. */
  public record BatchBody(
      @JsonSetter(contentNulls = Nulls.SET) @Nullable List<@Nullable JsonText> events) {}

  /** In the order of the events. */
  public record BatchAnswer(List<PublicationAnswer> results) {}

  @POST
  @Requires(Permission.PUBLISH)
  public Response publish(PublishBody body) {
    Publication publication = publisher.publish(request.tenantId(), body.draft());
    int status =
        switch (publication) {
          case Publication.Accepted accepted -> 202;
          case Publication.Duplicate duplicate -> 200;
          case Publication.Refused(Problem problem) -> throw new ProblemException(problem);
        };
    return Response.status(status).entity(PublicationAnswer.of(publication)).build();
  }

  @POST
  @Path("/batch")
  @Requires(Permission.PUBLISH)
  @BodyLimit(16 * 1024 * 1024)
  public Response publishBatch(BatchBody body) {
    List<PublicationAnswer> results = new Batch(body.events()).publish(publisher, request);
    return Response.accepted(new BatchAnswer(results)).build();
  }
}
