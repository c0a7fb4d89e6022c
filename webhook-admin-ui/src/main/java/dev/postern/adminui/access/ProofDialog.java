package dev.postern.adminui.access;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Times;
import dev.postern.core.access.ProviderProof;
import dev.postern.core.access.SignIn;
import dev.postern.core.secret.SecretText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a signed-in person once more who they are, and goes on when they say so. */
final class ProofDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private final PasswordField password = new PasswordField("Your password");

  ProofDialog(ConsoleUser people, Runnable next) {
    setHeaderTitle("Is it you?");
    addClassName("dialog-m");
    // It may stand over a form that takes Enter as well.
    setModality(ModalityMode.STRICT);
    if (!people.hasPassword()) {
      Anchor again =
          new Anchor("auth/provider?prompt=login&max_age=0&continue=" + here(), "Sign in again");
      // A page of the server's own: the router must not take the click.
      again.setRouterIgnore(true);
      add(new Paragraph(atProvider(people.unproven())), again);
      getFooter().add(Buttons.quiet("Cancel", click -> close()));
      return;
    }
    password.getElement().setAttribute("autocomplete", "current-password");
    password.setAutofocus(true);
    add(
        new Paragraph(
            "What comes next needs a fresh proof. It counts for "
                + Times.rough(people.window())
                + "."),
        password);
    Button confirm = Buttons.primary("Go on", click -> confirm(people, next));
    confirm.addClickShortcut(Key.ENTER);
    getFooter().add(Buttons.quiet("Cancel", click -> close()), confirm);
  }

  /** What a person without a fresh proof is told where no dialogue can ask for one. */
  static String wanted(boolean hasPassword) {
    return hasPassword
        ? "Enter your password again to go on."
        : "Sign in again where your organisation does to go on.";
  }

  /** Whoever came back without a proof would otherwise be sent round in circles. */
  static String atProvider(Optional<ProviderProof> unproven) {
    return switch (unproven.orElse(ProviderProof.FRESH)) {
      case FRESH -> "Sign in once more where your organisation does, then try again.";
      case STALE ->
          "Your organisation's log-in let you through without asking who you are, so that was no"
              + " fresh proof. Sign out there first, then sign in again.";
      case ABSENT ->
          "Your organisation's log-in does not say when you last proved who you are (the claim"
              + " auth_time is missing), so signing in there again confirms nothing. Ask those who"
              + " run it to send auth_time; until then somebody with a password has to do this.";
    };
  }

  private static String here() {
    return URLEncoder.encode(
        UI.getCurrentOrThrow().getActiveViewLocation().getPathWithQueryParameters(),
        StandardCharsets.UTF_8);
  }

  private void confirm(ConsoleUser people, Runnable next) {
    switch (people.confirm(SecretText.of(password.getValue()))) {
      case SignIn.Outcome.SignedIn in -> {
        close();
        next.run();
      }
      case SignIn.Outcome.Refused refused -> {
        password.clear();
        Forms.mark(password, "That is not your password.");
      }
      case SignIn.Outcome.Throttled throttled ->
          Forms.mark(
              password,
              "Too many tries. Try again in "
                  + (throttled.remaining().toSeconds() + 1)
                  + " seconds.");
    }
  }
}
