package dev.postern.outbound.rest;

import dev.postern.core.id.EndpointId;
import dev.postern.core.json.Json;
import dev.postern.outbound.endpoint.VerificationKeys;
import dev.postern.outbound.endpoint.VerificationKeys.Jwk;
import dev.postern.outbound.endpoint.VerificationKeys.JwkSet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /.well-known/jwks.json}: for receivers, so without a key and outside the API. A {@code
 * v1a} signature names no key, and whoever has an endpoint here has a key in the whole set: a
 * receiver asks for those of its own endpoint.
 */
@WebServlet("/.well-known/jwks.json")
public class JwksServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient VerificationKeys published;

  /** For the container. */
  public JwksServlet() {}

  public JwksServlet(VerificationKeys keys) {
    this.published = keys;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JwkSet set = of(request.getParameter("endpoint"));
    String kid = request.getParameter("kid");
    List<Jwk> keys = (kid == null ? set : set.named(kid)).keys();
    byte[] body = Json.mapper().writeValueAsBytes(Map.of("keys", keys));
    response.setContentType("application/jwk-set+json");
    response.setHeader("Cache-Control", "public, max-age=" + set.fresh().toSeconds());
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** What is no endpoint has no keys: never all of them. */
  private JwkSet of(@Nullable String endpoint) {
    return endpoint == null
        ? published.live()
        : EndpointId.parse(endpoint).map(published::live).orElseGet(JwkSet::empty);
  }
}
