package dev.postern.core.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.idempotency.Claim;
import dev.postern.core.idempotency.IdempotencyKeys;
import dev.postern.core.idempotency.StoredAnswer;
import dev.postern.core.json.Json;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.tenant.Tenant;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * {@code Idempotency-Key} on POST: the same key and request within 24 hours gets the first answer
 * again. Only successes are kept: a refused request may be mended and sent again with its key.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
  static final String HEADER = "Idempotency-Key";
  private static final String CLAIMED = IdempotencyFilter.class.getName();
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  @Inject private IdempotencyKeys keys;
  @Inject private ReplayTrail trail;
  @Inject private ApiRequest request;
  @Context private ResourceInfo resource;

  /** A key that this request holds until it is answered. */
  private record Held(String scope, String key) {}

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    String key = context.getHeaderString(HEADER);
    if (key == null
        || !context.getMethod().equals("POST")
        || resource.getResourceMethod().isAnnotationPresent(AnsweredAnew.class)) {
      return;
    }
    if (!KEY.matcher(key).matches()) {
      throw ProblemException.badRequest(
          "invalid_idempotency_key", "An Idempotency-Key is 1 to 255 visible ASCII characters.");
    }
    byte[] body = context.getEntityStream().readAllBytes();
    context.setEntityStream(new ByteArrayInputStream(body));
    String scope = IdempotentRequest.scope(request.caller());
    Tenant tenant = request.tenantIfAny();
    byte[] hash = IdempotentRequest.hash(context.getUriInfo().getRequestUri(), body);
    switch (keys.claim(scope, key, hash, tenant == null ? null : tenant.id())) {
      case Claim.Fresh fresh -> context.setProperty(CLAIMED, new Held(scope, key));
      case Claim.Answered answered -> {
        trail.replayed(
            answered.answer(), tenant == null ? null : tenant.id(), context.getUriInfo().getPath());
        context.abortWith(replay(answered.answer()));
      }
      case Claim.Reused reused ->
          throw new ProblemException(
              Problem.of(
                  422, "idempotency_key_reused", "This key was used for a different request."));
      case Claim.InProgress busy ->
          throw ProblemException.conflict(
              "idempotency_in_progress", "The first request with this key is still running.");
    }
  }

  @Override
  public void filter(ContainerRequestContext context, ContainerResponseContext response)
      throws IOException {
    if (!(context.getProperty(CLAIMED) instanceof Held held)) {
      return;
    }
    context.removeProperty(CLAIMED);
    if (response.getStatus() / 100 != 2) {
      keys.release(held.scope(), held.key());
      return;
    }
    keys.complete(
        held.scope(),
        held.key(),
        new StoredAnswer(
            response.getStatus(),
            response.getHeaderString(HttpHeaders.LOCATION),
            response.hasEntity() ? json(response.getEntity()) : ""));
  }

  private static Response replay(StoredAnswer answer) {
    Response.ResponseBuilder builder =
        Response.status(answer.status()).header("Idempotent-Replayed", "true");
    if (answer.location() != null) {
      builder.header(HttpHeaders.LOCATION, answer.location());
    }
    if (!answer.body().isEmpty()) {
      builder
          .type(MediaType.APPLICATION_JSON_TYPE)
          .entity(new RawJson(answer.body().getBytes(StandardCharsets.UTF_8)));
    }
    return builder.build();
  }

  private static String json(Object entity) throws JsonProcessingException {
    return Json.mapper().writeValueAsString(entity);
  }
}
