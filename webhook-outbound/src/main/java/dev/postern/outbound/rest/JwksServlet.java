package dev.postern.outbound.rest;

import dev.postern.core.id.EndpointId;
import dev.postern.core.json.Json;
import dev.postern.core.problem.Problem;
import dev.postern.core.rest.JsonBodyWriter;
import dev.postern.core.store.StoreException;
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

  private static final System.Logger LOG = System.getLogger(JwksServlet.class.getName());
  private static final Problem AWAY =
      Problem.of(503, "unavailable", "The store is away; try again shortly.");

  @Inject private transient VerificationKeys published;

  /** For the container. */
  public JwksServlet() {}

  public JwksServlet(VerificationKeys keys) {
    this.published = keys;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JwkSet set;
    try {
      set = of(request.getParameter("endpoint"));
    } catch (StoreException away) {
      LOG.log(System.Logger.Level.WARNING, "public_keys_unreadable", away);
      response.setStatus(503);
      response.setHeader("Retry-After", "5");
      write(response, JsonBodyWriter.PROBLEM, AWAY);
      return;
    }
    String kid = request.getParameter("kid");
    List<Jwk> keys = (kid == null ? set : set.named(kid)).keys();
    response.setHeader("Cache-Control", "public, max-age=" + set.fresh().toSeconds());
    response.setHeader("Access-Control-Allow-Origin", "*");
    write(response, "application/jwk-set+json", Map.of("keys", keys));
  }

  private static void write(HttpServletResponse response, String type, Object content)
      throws IOException {
    byte[] body = Json.mapper().writeValueAsBytes(content);
    response.setContentType(type);
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
