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
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.postern.adminui.part.Brand;
import dev.postern.core.access.AccountLinks;
import dev.postern.core.audit.Acting;
import jakarta.inject.Inject;

/** {@code /forgotten}: sends a link, and says the same whether the address has an account. */
@Route("forgotten")
@PageTitle("Forgotten password · Postern")
@AnonymousAllowed
@CdiComponent
public class ForgottenView extends Main {
  private final transient AccountLinks links;
  private final EmailField email = new EmailField("Your e-mail");
  private final Div card = new Div();

  @Inject
  ForgottenView(AccountLinks links) {
    this.links = links;
    addClassName("gate");
    card.addClassName("gate-card");
    email.setRequired(true);
    email.setAutofocus(true);
    email.getElement().setAttribute("autocomplete", "username");
    Button send = new Button("Send a link", click -> send());
    send.addThemeVariants(ButtonVariant.PRIMARY);
    send.addClickShortcut(Key.ENTER);
    card.add(
        new H1("Forgotten password"),
        new Paragraph("A link to choose a new one is sent to the address of your account."),
        email,
        send,
        new Anchor("login", "Back to sign-in"));
    add(new Brand(), card);
  }

  private void send() {
    links.forgotten(email.getValue(), Acting.origin().ip());
    card.removeAll();
    card.add(
        new H1("Look into your mail"),
        new Paragraph(
            "If that address has an account, a link is on its way. It works for an hour."),
        new Anchor("login", "Back to sign-in"));
  }
}
