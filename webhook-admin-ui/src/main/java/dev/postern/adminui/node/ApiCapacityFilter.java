package dev.postern.adminui.node;

import dev.postern.core.json.Json;
import dev.postern.core.problem.Problem;
import dev.postern.core.rest.JsonBodyWriter;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;

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

  /** Annotations give filters no order; what is added by hand may come last. */
  @WebListener
  public static class Last implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      event
          .getServletContext()
          .addFilter(ApiCapacityFilter.class.getName(), ApiCapacityFilter.class)
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/api/*");
    }
  }

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

  private static void refuse(HttpServletResponse response) throws IOException {
    byte[] body = Json.mapper().writeValueAsBytes(OVERLOADED);
    response.setStatus(OVERLOADED.status());
    response.setContentType(JsonBodyWriter.PROBLEM);
    response.setHeader("Retry-After", "1");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
