package dev.postern.adminui.login;

import dev.postern.adminui.access.ConsoleSession;
import dev.postern.core.access.Confirmed;
import dev.postern.core.access.ProviderProof;
import dev.postern.core.access.oidc.OidcClaims;
import dev.postern.core.access.oidc.OidcConfig;
import dev.postern.core.access.oidc.OidcSignIn;
import dev.postern.core.audit.Acting;
import dev.postern.core.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /auth/oidc}: sends a visitor to the provider, and takes them in when they come back. The
 * container's own idea of who is signed in ends with the request: from then on the console's
 * session counts, as after a password.
 */
@WebServlet("/auth/oidc")
@ServletSecurity(@HttpConstraint(rolesAllowed = "**"))
public class OidcServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(OidcServlet.class.getName());

  @Inject private transient Settings settings;
  @Inject private transient OidcSignIn signIn;
  @Inject private transient InstantSource time;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Optional<OidcConfig> config = OidcConfig.from(settings);
    if (config.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    ContainerToken token = ContainerToken.current();
    request.logout();
    Optional<OidcClaims> claims =
        OidcClaims.of(token.claims(), token.userinfo(), config.get().groupsClaim());
    if (claims.isEmpty()) {
      LOG.log(Level.WARNING, "console_oidc_without_claims ip={0}", Acting.origin().ip());
      response.sendRedirect(request.getContextPath() + "/login?refused=no_claims");
      return;
    }
    Instant now = time.instant();
    ProviderProof proof = claims.get().proof(now, Confirmed.window(settings));
    switch (signIn.signIn(claims.get(), config.get().roles(), proof)) {
      case OidcSignIn.Outcome.SignedIn in -> {
        ConsoleSession.begin(request, in.user(), now, config.get().session());
        ConsoleSession.proven(request, claims.get().provenAt(now));
        if (proof != ProviderProof.FRESH && request.getParameter("max_age") != null) {
          ConsoleSession.unproven(request, proof);
        }
        LOG.log(Level.INFO, "console_login user={0} by=oidc", in.user().id());
        response.sendRedirect(
            request.getContextPath()
                + "/"
                + WantedPage.of(request.getParameter(WantedPage.PARAMETER))
                    .map(WantedPage::path)
                    .orElse(""));
      }
      case OidcSignIn.Outcome.Refused refused -> {
        LOG.log(
            Level.WARNING,
            "console_oidc_refused ip={0} reason={1}",
            Acting.origin().ip(),
            refused.why());
        response.sendRedirect(
            request.getContextPath()
                + "/login?refused="
                + refused.why().name().toLowerCase(Locale.ROOT));
      }
    }
  }
}
