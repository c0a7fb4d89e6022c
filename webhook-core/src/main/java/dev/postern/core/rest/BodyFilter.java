package dev.postern.core.rest;

import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;

/**
 * Refuses a body over the method's limit, by its announced length, else while it is being read; and
 * one that takes too long.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class BodyFilter implements ContainerRequestFilter {
  @Inject private BodyDeadline deadline;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    Method method = resource.getResourceMethod();
    BodyLimit own = method.getAnnotation(BodyLimit.class);
    int limit = own == null ? BodyLimit.DEFAULT : own.value();
    if (context.getLength() > limit) {
      throw tooLarge(limit);
    }
    if (context.getLength() == 0 && method.isAnnotationPresent(OptionalBody.class)) {
      context.setEntityStream(new ByteArrayInputStream(new byte[] {'{', '}'}));
      return;
    }
    context.setEntityStream(
        new CappedInputStream(
            deadline.over(context.getEntityStream()), limit, () -> tooLarge(limit)));
  }

  private static ProblemException tooLarge(int limit) {
    return new ProblemException(
        Problem.of(413, "payload_too_large", "The body is over " + limit + " bytes."));
  }
}
