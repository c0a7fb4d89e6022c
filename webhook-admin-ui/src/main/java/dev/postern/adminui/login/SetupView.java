package dev.postern.adminui.login;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.postern.adminui.access.ConsoleSession;
import dev.postern.adminui.part.Brand;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.FirstAdministrator;
import dev.postern.core.access.User;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;

/** {@code /setup?token=…}: makes the first platform administrator, once. */
@Route("setup")
@PageTitle("Set up · Postern")
@AnonymousAllowed
@CdiComponent
public class SetupView extends Main implements BeforeEnterObserver {
  private final transient FirstAdministrator first;
  private final transient InstantSource time;
  private final EmailField email = new EmailField("Your e-mail");
  private final PasswordField password = new PasswordField("Password");
  private final PasswordField again = new PasswordField("Password again");
  private String token = "";

  @Inject
  SetupView(FirstAdministrator first, InstantSource time) {
    this.first = first;
    this.time = time;
    addClassName("gate");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    token = event.getLocation().getQueryParameters().getSingleParameter("token").orElse("");
    add(new Brand(), first.valid(token) ? form() : usedUp());
  }

  private Div form() {
    email.setRequired(true);
    password.setRequired(true);
    password.setHelperText("At least 12 characters.");
    again.setRequired(true);
    email.setAutofocus(true);
    email.getElement().setAttribute("autocomplete", "username");
    password.getElement().setAttribute("autocomplete", "new-password");
    again.getElement().setAttribute("autocomplete", "new-password");
    Button create = new Button("Create the account", click -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickShortcut(Key.ENTER);
    Div card =
        new Div(
            new H1("Welcome to Postern"),
            new Paragraph("Make the first platform administrator. This link works once."),
            email,
            password,
            again,
            create);
    card.addClassName("gate-card");
    return card;
  }

  private static Div usedUp() {
    Div card =
        new Div(
            new H1("This set-up link is not valid"),
            new Paragraph(
                "It was used already, or a newer one took its place. A new link is printed at every"
                    + " start for as long as nobody has an account."),
            new Anchor("login", "Go to sign-in"));
    card.addClassName("gate-card");
    return card;
  }

  private void create() {
    Forms.clear(email, password, again);
    if (!password.getValue().equals(again.getValue())) {
      Forms.mark(again, "The two passwords differ.");
      return;
    }
    try {
      User user = first.complete(token, email.getValue(), SecretText.of(password.getValue()));
      signIn(user);
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/email", email, "/password", password));
    }
  }

  private void signIn(User user) {
    VaadinServletRequest request = (VaadinServletRequest) VaadinService.getCurrentRequest();
    VaadinService.reinitializeSession(request);
    ConsoleSession.mark(request.getHttpServletRequest(), user, time.instant());
    getUI().ifPresent(ui -> ui.getPage().setLocation("tenants"));
  }
}
