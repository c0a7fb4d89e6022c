package dev.postern.adminui.login;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.postern.adminui.part.Brand;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.AccountLinks;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code /password?token=…}: an invited or forgetful person chooses a password, once. */
@Route("password")
@PageTitle("Choose a password · Postern")
@AnonymousAllowed
@CdiComponent
public class PasswordView extends Main implements BeforeEnterObserver {
  private final transient AccountLinks links;
  private final PasswordField password = new PasswordField("Password");
  private final PasswordField again = new PasswordField("Password again");
  private String token = "";

  @Inject
  PasswordView(AccountLinks links) {
    this.links = links;
    addClassName("gate");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    token = event.getLocation().getQueryParameters().getSingleParameter("token").orElse("");
    add(new Brand(), links.valid(token) ? form() : tooLate());
  }

  private Div form() {
    password.setRequired(true);
    password.setHelperText("At least 12 characters.");
    password.setAutofocus(true);
    again.setRequired(true);
    password.getElement().setAttribute("autocomplete", "new-password");
    again.getElement().setAttribute("autocomplete", "new-password");
    Button choose = new Button("Set the password", click -> choose());
    choose.addThemeVariants(ButtonVariant.PRIMARY);
    choose.addClickShortcut(Key.ENTER);
    return card(
        new H1("Choose a password"),
        new Paragraph("Every session of this account ends; sign in with the new one."),
        password,
        again,
        choose);
  }

  private static Div tooLate() {
    return card(
        new H1("This link is not valid"),
        new Paragraph("It was used already, or it is too old. Ask an administrator for a new one."),
        new Anchor("login", "Go to sign-in"));
  }

  private void choose() {
    Forms.clear(password, again);
    if (!password.getValue().equals(again.getValue())) {
      Forms.mark(again, "The two passwords differ.");
      return;
    }
    try {
      links.choose(token, SecretText.of(password.getValue()));
      getUI().ifPresent(ui -> ui.getPage().setLocation("login"));
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/password", password));
    }
  }

  private static Div card(Component... parts) {
    Div card = new Div(parts);
    card.addClassName("gate-card");
    return card;
  }
}
