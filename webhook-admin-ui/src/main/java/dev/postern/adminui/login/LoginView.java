package dev.postern.adminui.login;

import com.vaadin.cdi.annotation.CdiComponent;
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

  @Inject
  LoginView(ConsoleUser people, MailOutbox mail) {
    this.people = people;
    this.mail = mail;
    addClassName("gate");
    form.addForgotPasswordListener(asked -> getUI().ifPresent(ui -> ui.navigate("forgotten")));
    add(new Brand(), form);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (people.caller().isPresent()) {
      event.forwardTo("");
      return;
    }
    QueryParameters query = event.getLocation().getQueryParameters();
    Optional<String> wait = query.getSingleParameter("wait");
    form.setI18n(texts(wait));
    form.setError(wait.isPresent() || query.getParameters().containsKey("error"));
    form.setForgotPasswordButtonVisible(mail.configured());
    form.setAction("auth/login" + wanted(query).map(page -> "?" + page.parameter()).orElse(""));
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

  private static LoginI18n texts(Optional<String> wait) {
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
                .orElse("E-mail and password do not belong together."));
    texts.getErrorMessage().setUsername("Enter your e-mail address.");
    texts.getErrorMessage().setPassword("Enter your password.");
    return texts;
  }
}
