package dev.postern.adminui.shell;

import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the console's page may load: its own files and nothing else, framed by nobody. Scripts in
 * the page run by a nonce of this one answer.
 *
 * <p>Two holes stay because Vaadin needs them: {@code 'unsafe-eval'} (Flow's client makes functions
 * of the expressions that the server sends) and {@code 'unsafe-inline'} for styles (components
 * style themselves).
 *
 * @see <a href="https://vaadin.com/docs/latest/flow/security/advanced-topics/strict-csp">Vaadin on
 *     CSP</a>
 */
final class ContentPolicy {
  private static final String POLICY =
      "default-src 'self'; script-src 'self' 'nonce-%s' 'unsafe-eval'; style-src 'self'"
          + " 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
          + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  private final SecureRandom random = new SecureRandom();

  void apply(IndexHtmlResponse response) {
    byte[] bytes = new byte[18];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    response.getDocument().select("script").attr("nonce", nonce);
    response.getVaadinResponse().setHeader("Content-Security-Policy", POLICY.formatted(nonce));
  }
}
