package dev.postern.adminui.login;

import com.vaadin.flow.server.auth.NavigationAccessControl;
import dev.postern.adminui.access.ConsoleSession;
import dev.postern.core.access.User;
import dev.postern.core.access.Users;
import dev.postern.core.secret.SecretText;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the log-in form. A form post, so that browsers and password stores know it as one. */
@WebServlet("/auth/login")
public class LoginServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(LoginServlet.class.getName());
  private static final int LONGEST_FIELD = 512;

  @Inject private transient Users users;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!fromOurOwnPage(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    String target = wantedPage(request.getSession(false));
    String email = field(request, "username");
    Optional<User> user = users.authenticate(email, SecretText.of(field(request, "password")));
    if (user.isEmpty()) {
      LOG.log(Level.WARNING, "console_login_refused ip={0}", request.getRemoteAddr());
      response.sendRedirect(request.getContextPath() + "/login?error");
      return;
    }
    ConsoleSession.begin(request, user.get());
    LOG.log(Level.INFO, "console_login user={0}", user.get().id());
    response.sendRedirect(request.getContextPath() + "/" + target);
  }

  /** Somebody else's page must not sign a visitor in to an account of its choice. */
  private static boolean fromOurOwnPage(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  private static String field(HttpServletRequest request, String name) {
    String value = Objects.requireNonNullElse(request.getParameter(name), "");
    return value.length() > LONGEST_FIELD ? "" : value;
  }

  /** The view that sent the visitor here; only ever a path of ours. */
  private static String wantedPage(@Nullable HttpSession session) {
    Object stored =
        session == null
            ? null
            : session.getAttribute(NavigationAccessControl.SESSION_STORED_REDIRECT);
    return stored instanceof String path && path.startsWith("t/") ? path : "";
  }
}
