package dev.postern.adminui.login;

import dev.postern.adminui.access.ConsoleSession;
import dev.postern.core.access.SignIn;
import dev.postern.core.audit.Acting;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.secret.SecretText;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes the log-in form. A form post, so that browsers and password stores know it as one. */
@WebServlet("/auth/login")
public class LoginServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(LoginServlet.class.getName());
  private static final int LONGEST_FIELD = 512;

  @Inject private transient SignIn signIn;
  @Inject private transient InstantSource time;
  @Inject private transient PlatformConfig config;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!fromOurOwnPage(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    Optional<WantedPage> target = WantedPage.of(request.getParameter(WantedPage.PARAMETER));
    SignIn.Outcome outcome =
        signIn.tryPassword(
            field(request, "username"),
            SecretText.of(field(request, "password")),
            Acting.origin().ip());
    String base = request.getContextPath();
    switch (outcome) {
      case SignIn.Outcome.SignedIn in -> {
        ConsoleSession.begin(request, in.user(), time.instant());
        LOG.log(Level.INFO, "console_login user={0}", in.user().id());
        response.sendRedirect(base + "/" + target.map(WantedPage::path).orElse(""));
      }
      case SignIn.Outcome.Refused refused -> {
        LOG.log(Level.WARNING, "console_login_refused ip={0}", Acting.origin().ip());
        response.sendRedirect(base + "/login?error" + carried(target));
      }
      case SignIn.Outcome.Throttled throttled -> {
        LOG.log(Level.WARNING, "console_login_throttled ip={0}", Acting.origin().ip());
        response.sendRedirect(
            base + "/login?wait=" + (throttled.remaining().toSeconds() + 1) + carried(target));
      }
    }
  }

  private static String carried(Optional<WantedPage> target) {
    return target.map(page -> "&" + page.parameter()).orElse("");
  }

  /** Somebody else's page must not sign a visitor in to an account of its choice. */
  private boolean fromOurOwnPage(HttpServletRequest request) {
    return OwnPage.sent(
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader("Origin"),
        List.of(Objects.requireNonNullElse(request.getHeader("Host"), ""), config.publicUrl()));
  }

  private static String field(HttpServletRequest request, String name) {
    String value = Objects.requireNonNullElse(request.getParameter(name), "");
    return value.length() > LONGEST_FIELD ? "" : value;
  }
}
