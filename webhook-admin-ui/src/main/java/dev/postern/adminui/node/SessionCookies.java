package dev.postern.adminui.node;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.PlatformConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Lets the console's cookie travel by TLS only where people come by TLS. {@code HttpOnly} and
 * {@code SameSite} are the server's own settings.
 */
@WebListener
public class SessionCookies implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(SessionCookies.class.getName());

  @Inject private Instance<PlatformConfig> config;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      event.getServletContext().getSessionCookieConfig().setSecure(config.get().https());
    } catch (ConfigException wrong) {
      // The server calls listeners before the application starts: NodeStart says it, in one line.
      LOG.log(System.Logger.Level.DEBUG, "wrong_configuration", wrong);
    }
  }
}
