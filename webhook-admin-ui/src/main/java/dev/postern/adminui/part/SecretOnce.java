package dev.postern.adminui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/**
 * Shows a secret this once. Closes by its button only, so that a stray click or Escape does not
 * lose what cannot be shown again.
 */
public final class SecretOnce extends Dialog {
  private static final long serialVersionUID = 1L;

  public SecretOnce(String title, String explanation, String value) {
    setHeaderTitle(title);
    setCloseOnEsc(false);
    setCloseOnOutsideClick(false);
    setModality(com.vaadin.flow.component.ModalityMode.STRICT);
    addClassName("dialog-m");
    Code code = new Code(value);
    code.setId("secret-value");
    Div line = new Div(code, new CopyButton(value, "Copy the secret"));
    line.addClassName("secret-line");
    Span once = new Span("It is shown this once. Postern keeps it encrypted.");
    once.addClassName("hint");
    add(new Paragraph(explanation), line, once);
    Button stored = new Button("I have stored it", click -> close());
    stored.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(stored);
  }
}
