package dev.postern.core.rest;

import dev.postern.core.problem.Pace;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Outage;
import dev.postern.core.store.SeldomLog;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns whatever ended a request into a problem that says no more than the caller may know. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());
  private static final SeldomLog AWAY = new SeldomLog(LOG);
  private static final StaggeredRetry STAGGERED = new StaggeredRetry();

  @Override
  public Response toResponse(Throwable thrown) {
    ProblemException expected = find(thrown, ProblemException.class);
    if (expected != null) {
      Response.ResponseBuilder answer = response(expected.problem());
      expected.pace().ifPresent(pace -> pace(answer, pace));
      return answer.build();
    }
    if (Outage.isUnstorable(thrown)) {
      return response(
              Problem.of(422, "invalid_value", "A text holds U+0000, which cannot be stored."))
          .build();
    }
    Optional<Problem> store = StoreProblems.of(thrown);
    if (store.isPresent()) {
      AWAY.warn("store_" + store.get().code(), thrown);
      return response(store.get()).header(HttpHeaders.RETRY_AFTER, STAGGERED.seconds()).build();
    }
    if (thrown instanceof WebApplicationException http && http.getResponse().getStatus() < 500) {
      return http(http.getResponse());
    }
    LOG.log(System.Logger.Level.ERROR, "request_failed", thrown);
    return response(Problem.of(500, "internal_error", "Something went wrong on this side."))
        .build();
  }

  private static Response http(Response original) {
    int status = original.getStatus();
    if (status < 400) {
      return original;
    }
    Problem problem =
        switch (status) {
          case 404 -> Problem.of(404, "not_found", "There is nothing at this path.");
          case 405 -> Problem.of(405, "method_not_allowed", "This path does not take that method.");
          case 406 -> Problem.of(406, "not_acceptable", "Answers are application/json.");
          case 415 -> Problem.of(415, "unsupported_media_type", "Send application/json.");
          default -> Problem.of(status, "bad_request", "The request could not be understood.");
        };
    Response.ResponseBuilder builder = response(problem);
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? builder : builder.header(HttpHeaders.ALLOW, allow)).build();
  }

  private static Response.ResponseBuilder response(Problem problem) {
    Response.ResponseBuilder builder =
        Response.status(problem.status()).type(JsonBodyWriter.PROBLEM).entity(problem);
    return switch (problem.status()) {
      case 401 -> builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"postern\"");
      // The rest of the body is not read, so the connection cannot be used again.
      case 408, 413 -> builder.header("Connection", "close");
      default -> builder;
    };
  }

  private static void pace(Response.ResponseBuilder answer, Pace pace) {
    String name = '"' + pace.policy() + '"';
    long seconds = pace.retryAfterSeconds();
    answer
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .header("RateLimit", name + ";r=0;t=" + seconds)
        .header(
            "RateLimit-Policy", name + ";q=" + pace.requests() + ";w=" + pace.window().toSeconds());
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
