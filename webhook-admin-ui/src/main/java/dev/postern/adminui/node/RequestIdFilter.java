package dev.postern.adminui.node;

import dev.postern.core.audit.Acting;
import dev.postern.core.id.IdSource;
import dev.postern.core.store.Patience;
import dev.postern.core.store.TenantScope;
import dev.postern.core.trace.Tracer;
import dev.postern.core.trace.Tracing;
import dev.postern.ingest.config.IngestConfig;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Names every request, so that a person's complaint can be found in the logs, and says where it
 * came from: everything behind this filter asks {@link Acting#origin}, never the connection.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestIdFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  public static final String HEADER = "X-Request-Id";

  @Inject private transient IdSource ids;
  @Inject private transient Tracer tracer;
  @Inject private transient IngestConfig config;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = ids.next().toString();
    request.setAttribute(HEADER, id);
    response.setHeader(HEADER, id);
    Acting.arrived(RequestOrigin.of(request, id, config.proxies()));
    try (RequestStep step = RequestStep.of(tracer, request)) {
      Tracing.within(step.context());
      chain.doFilter(request, response);
      step.answered(response);
    } finally {
      Acting.left();
      Tracing.left();
      TenantScope.leave();
      Patience.leave();
    }
  }
}
