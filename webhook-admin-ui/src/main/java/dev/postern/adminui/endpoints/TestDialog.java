package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.outbound.endpoint.Endpoint;

/** Sends one signed test event and shows what came back. */
final class TestDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  TestDialog(EndpointDoors doors, Visit visit, Endpoint endpoint) {
    setHeaderTitle("Send a test event");
    addClassName("dialog-m");
    TextField type = new TextField("Event type");
    type.setValue("ping");
    Div answer = new Div();
    answer.addClassName("stack");
    answer.getElement().setAttribute("aria-live", "polite");
    add(
        new Paragraph(
            "It is signed like any other, and counts for nothing in the endpoint's health."),
        type,
        answer);
    Button send =
        Buttons.primary(
            "Send",
            click -> {
              if (Forms.filled(type, "Name an event type.")) {
                click.getSource().setEnabled(false);
                doors
                    .probe()
                    .run(
                        visit,
                        endpoint.id(),
                        type.getValue().strip(),
                        answer,
                        ok -> click.getSource().setEnabled(true));
              }
            });
    send.addClickShortcut(Key.ENTER);
    getFooter().add(Buttons.quiet("Close", click -> close()), send);
  }
}
