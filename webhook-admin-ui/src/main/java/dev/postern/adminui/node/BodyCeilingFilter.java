package dev.postern.adminui.node;

import dev.postern.core.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The size of bodies where nobody else looks at it. The doors of webhooks and of the API have their
 * own limits and words; what is left are forms and the console's own messages, which the container
 * reads whole before anybody is asked.
 */
public class BodyCeilingFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** A deny list of 8 MiB as the console sends it, with room for what is escaped. */
  private static final int MOST = 12 * 1024 * 1024;

  private static final Problem TOO_LARGE =
      Problem.of(413, "payload_too_large", "The body is over " + MOST + " bytes.");
  private static final Problem NO_LENGTH =
      Problem.of(411, "length_required", "Say how long the body is: send Content-Length.");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (hasItsOwn(request)) {
      chain.doFilter(request, response);
    } else if (request.getContentLengthLong() > MOST) {
      refuse(response, TOO_LARGE);
    } else if (request.getHeader("Transfer-Encoding") != null) {
      refuse(response, NO_LENGTH);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean hasItsOwn(HttpServletRequest request) {
    String path = request.getServletPath() + request.getPathInfo();
    return path.startsWith("/in/") || path.startsWith("/api/");
  }

  private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
    // The body is not read, so the connection cannot be used again.
    response.setHeader("Connection", "close");
    ServletProblems.write(response, problem);
  }
}
