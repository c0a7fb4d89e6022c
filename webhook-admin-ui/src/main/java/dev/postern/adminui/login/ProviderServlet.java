package dev.postern.adminui.login;

import dev.postern.core.access.oidc.OidcConfig;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * {@code /auth/provider}: where the button of the log-in page leads. The container's OpenID client
 * reads the discovery document at the start; if the provider was away then, it answers a log-in
 * with a bare 401 and reads the document again afterwards. So this node knocks at its own door
 * first, and once more: the visitor either goes on to the provider or is told on the log-in page.
 */
@WebServlet("/auth/provider")
public class ProviderServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(ProviderServlet.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int TRIES = 2;
  private static final String DOOR = "/auth/oidc";

  @Inject private transient Settings settings;
  @Inject private transient PlatformConfig config;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (OidcConfig.from(settings).isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    String query = request.getQueryString();
    response.sendRedirect(
        request.getContextPath()
            + (open()
                ? DOOR + (query == null ? "" : "?" + query)
                : "/login?refused=provider_away"));
  }

  /** Without a plain port there is no door to knock at: the container's own answer has to do. */
  private boolean open() {
    if (config.httpPort() < 0) {
      return true;
    }
    HttpRequest knock =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + config.httpPort() + DOOR))
            .timeout(PATIENCE)
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (int knocked = 0; knocked < TRIES; knocked++) {
        int status = client.send(knock, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 == 3) {
          return true;
        }
      }
    } catch (IOException silent) {
      LOG.log(Level.WARNING, "console_oidc_no_answer", silent);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
