package dev.postern.adminui.node;

import dev.postern.core.trace.TraceParent;
import dev.postern.core.trace.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to one of the doors as a step of its caller's trace. The console's own requests are
 * none: they would be most of all, and tell nothing.
 */
record RequestStep(Tracer.@Nullable Span span, Optional<TraceParent> context)
    implements AutoCloseable {
  private static final int SERVER_ERROR = 500;

  /** A client may write anything there. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  static RequestStep of(Tracer tracer, HttpServletRequest request) {
    Optional<TraceParent> caller = TraceParent.parse(request.getHeader(TraceParent.HEADER));
    String door = door(request.getRequestURI());
    if (door == null) {
      return new RequestStep(null, caller);
    }
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "_OTHER";
    Tracer.Span span = tracer.begin(method + " " + door, Tracer.Kind.SERVER, caller);
    span.set("http.request.method", method);
    span.set("http.route", door);
    return new RequestStep(span, span.context());
  }

  /** Without the token or the ids in it: the first is a secret, and neither is a name. */
  private static @Nullable String door(String path) {
    return path.startsWith("/in/") ? "/in/{token}" : path.startsWith("/api/") ? "/api" : null;
  }

  void answered(HttpServletResponse response) {
    if (span != null) {
      span.set("http.response.status_code", response.getStatus());
      if (response.getStatus() >= SERVER_ERROR) {
        span.failed(Integer.toString(response.getStatus()));
      }
    }
  }

  @Override
  public void close() {
    if (span != null) {
      span.close();
    }
  }
}
