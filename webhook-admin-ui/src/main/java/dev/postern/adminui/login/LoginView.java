package dev.postern.adminui.login;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Brand;
import jakarta.inject.Inject;

/** {@code /login}: the form itself posts to {@link LoginServlet}. */
@Route("login")
@PageTitle("Sign in · Postern")
@AnonymousAllowed
@CdiComponent
public class LoginView extends Main implements BeforeEnterObserver {
  private final LoginForm form = new LoginForm(texts());
  private final transient ConsoleUser people;

  @Inject
  LoginView(ConsoleUser people) {
    this.people = people;
    addClassName("gate");
    form.setAction("auth/login");
    form.setForgotPasswordButtonVisible(false);
    add(new Brand(), form);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (people.caller().isPresent()) {
      event.forwardTo("");
      return;
    }
    form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
  }

  private static LoginI18n texts() {
    LoginI18n texts = LoginI18n.createDefault();
    texts.getForm().setTitle("Sign in");
    texts.getForm().setUsername("E-mail");
    texts.getForm().setSubmit("Sign in");
    texts.getErrorMessage().setTitle("That did not work");
    texts.getErrorMessage().setMessage("E-mail and password do not belong together.");
    texts.getErrorMessage().setUsername("Enter your e-mail address.");
    texts.getErrorMessage().setPassword("Enter your password.");
    return texts;
  }
}
