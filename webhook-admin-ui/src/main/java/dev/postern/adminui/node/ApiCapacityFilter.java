package dev.postern.adminui.node;

import dev.postern.core.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Who finds no place is told at once to come again: nothing of the request was read or done. Behind
 * the filters for every request, so that a refusal has its id as any other answer.
 */
public class ApiCapacityFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Problem OVERLOADED =
      Problem.of(
          503,
          "overloaded",
          "This node answers as many requests as it may at once; try again shortly.");

  @Inject private transient ApiCapacity capacity;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!capacity.enter()) {
      refuse(response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      capacity.leave();
    }
  }

  private void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", Integer.toString(capacity.retryAfterSeconds()));
    ServletProblems.write(response, OVERLOADED);
  }
}
