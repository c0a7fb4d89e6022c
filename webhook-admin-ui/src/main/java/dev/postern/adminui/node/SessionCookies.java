package dev.postern.adminui.node;

import dev.postern.core.config.PlatformConfig;
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
  @Inject private PlatformConfig config;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().getSessionCookieConfig().setSecure(config.https());
  }
}
