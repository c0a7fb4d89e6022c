package dev.postern.adminui.node;

import dev.postern.core.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;

/**
 * Errors that the container would answer by a page of its own are problems too: what cannot be
 * parsed of a request's header fields never gets as far as JAX-RS and its mappers. Nor does a path
 * under {@code /api/} that is not of this version.
 */
public class ApiErrorFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Problem NOT_FOUND =
      Problem.of(404, "not_found", "There is nothing at this path.");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getRequestURI().startsWith(request.getContextPath() + "/api/v1")) {
      chain.doFilter(request, new Answer(request, response));
    } else {
      ServletProblems.write(response, NOT_FOUND);
    }
  }

  /** Whose errors are problems. */
  private static final class Answer extends HttpServletResponseWrapper {
    private final HttpServletRequest request;

    private Answer(HttpServletRequest request, HttpServletResponse response) {
      super(response);
      this.request = request;
    }

    @Override
    public void sendError(int status) throws IOException {
      write(status);
    }

    @Override
    public void sendError(int status, String sentence) throws IOException {
      write(status);
    }

    private void write(int status) throws IOException {
      if (isCommitted()) {
        return;
      }
      resetBuffer();
      ServletProblems.write((HttpServletResponse) getResponse(), problem(request, status));
    }
  }

  private static Problem problem(HttpServletRequest request, int status) {
    if (status >= 500) {
      return Problem.of(status, "internal_error", "Something went wrong on this side.");
    }
    if (status == 400 && !areTypes(request, "Content-Type")) {
      return Problem.of(415, "unsupported_media_type", "Send application/json.");
    }
    if (status == 400 && !areTypes(request, "Accept")) {
      return Problem.of(406, "not_acceptable", "Answers are application/json.");
    }
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> Problem.of(405, "method_not_allowed", "This path does not take that method.");
      default -> Problem.of(status, "bad_request", "The request could not be understood.");
    };
  }

  private static boolean areTypes(HttpServletRequest request, String field) {
    for (String value : Collections.list(request.getHeaders(field))) {
      for (String type : value.split(",", -1)) {
        try {
          MediaType unused = MediaType.valueOf(type.strip());
        } catch (IllegalArgumentException e) {
          return false;
        }
      }
    }
    return true;
  }
}
