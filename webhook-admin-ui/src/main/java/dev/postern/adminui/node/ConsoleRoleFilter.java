package dev.postern.adminui.node;

import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import dev.postern.core.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The role {@code console}: on a node without it there is nothing at the console's addresses, pages
 * and log-in, as there is nothing at {@code /in/} without {@code ingest}. What remains are the
 * doors of webhooks, of the API and of the public keys; health and figures are not the
 * application's.
 */
public class ConsoleRoleFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Problem NOT_FOUND =
      Problem.of(404, "not_found", "This node does not show the console.");

  @Inject private transient PlatformConfig config;

  /** For the container. */
  public ConsoleRoleFilter() {}

  ConsoleRoleFilter(PlatformConfig config) {
    this.config = config;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (config.roles().contains(NodeRole.CONSOLE) || !consoles(request)) {
      chain.doFilter(request, response);
    } else {
      ServletProblems.write(response, NOT_FOUND);
    }
  }

  private static boolean consoles(HttpServletRequest request) {
    String rest = request.getPathInfo();
    String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
    return !path.startsWith("/in/")
        && !path.startsWith("/api/")
        && !path.equals("/.well-known/jwks.json");
  }
}
