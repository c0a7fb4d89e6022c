package dev.postern.adminui.login;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.server.auth.NavigationAccessControl;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Brand;
import dev.postern.core.access.oidc.OidcConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.mail.MailOutbox;
import jakarta.inject.Inject;
import java.util.Optional;

/** {@code /login}: the form itself posts to {@link LoginServlet}. */
@Route("login")
@PageTitle("Sign in · Postern")
@AnonymousAllowed
@CdiComponent
public class LoginView extends Main implements BeforeEnterObserver {
  private final LoginForm form = new LoginForm();
  private final transient ConsoleUser people;
  private final transient MailOutbox mail;
  private final transient Optional<OidcConfig> provider;
  private final Anchor byProvider = new Anchor();

  @Inject
  LoginView(ConsoleUser people, MailOutbox mail, Settings settings) {
    this.people = people;
    this.mail = mail;
    this.provider = OidcConfig.from(settings);
    addClassName("gate");
    form.addForgotPasswordListener(asked -> getUI().ifPresent(ui -> ui.navigate("forgotten")));
    add(new Brand(), form);
    provider.ifPresent(config -> {
      byProvider.setText("Sign in with " + config.name());
      byProvider.setId("by-provider");
      // A page of the server's own: the router must not take the click.
      byProvider.setRouterIgnore(true);
      add(byProvider);
    });
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (people.caller().isPresent()) {
      event.forwardTo("");
      return;
    }
    QueryParameters query = event.getLocation().getQueryParameters();
    Optional<String> wait = query.getSingleParameter("wait");
    Optional<String> refused = query.getSingleParameter("refused");
    form.setI18n(texts(wait, refused));
    form.setError(
        wait.isPresent() || refused.isPresent() || query.getParameters().containsKey("error"));
    form.setForgotPasswordButtonVisible(mail.configured());
    String onwards = wanted(query).map(page -> "?" + page.parameter()).orElse("");
    form.setAction("auth/login" + onwards);
    byProvider.setHref("auth/provider" + onwards);
  }

  /** The first time the guard tells it by the session; from then on it is in the address. */
  private static Optional<WantedPage> wanted(QueryParameters query) {
    return WantedPage.of(query.getSingleParameter(WantedPage.PARAMETER).orElse(null))
        .or(() ->
            WantedPage.of(
                VaadinSession.getCurrent()
                    .getSession()
                    .getAttribute(NavigationAccessControl.SESSION_STORED_REDIRECT)));
  }

  private static LoginI18n texts(Optional<String> wait, Optional<String> refused) {
    LoginI18n texts = LoginI18n.createDefault();
    texts.getForm().setTitle("Sign in");
    texts.getForm().setUsername("E-mail");
    texts.getForm().setSubmit("Sign in");
    texts.getErrorMessage().setTitle("That did not work");
    texts
        .getErrorMessage()
        .setMessage(
            wait.filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> "Too many tries. Try again in " + seconds + " seconds.")
                .or(() -> refused.map(LoginView::refusal))
                .orElse("E-mail and password do not belong together."));
    texts.getErrorMessage().setUsername("Enter your e-mail address.");
    texts.getErrorMessage().setPassword("Enter your password.");
    return texts;
  }

  private static String refusal(String reason) {
    return switch (reason) {
      case "provider_away" ->
          "The provider does not answer. Try again in a moment; a password works meanwhile.";
      case "no_role" -> "None of your groups has a role here. Ask an administrator.";
      case "email_not_verified" -> "The provider has not verified your e-mail address.";
      case "no_email" -> "The provider did not tell your e-mail address.";
      case "other_tenant" -> "Your account belongs to another tenant. Ask an administrator.";
      default -> "The provider let you in, but Postern could not. Ask an administrator.";
    };
  }
}
