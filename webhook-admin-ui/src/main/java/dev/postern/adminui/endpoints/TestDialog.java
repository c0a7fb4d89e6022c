package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.Permission;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Attempt;

/** Sends one signed test event while the person waits, and shows what came back. */
final class TestDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  TestDialog(EndpointDoors doors, Visit visit, Endpoint endpoint) {
    setHeaderTitle("Send a test event");
    addClassName("dialog-m");
    TextField type = new TextField("Event type");
    type.setValue("ping");
    Div answer = new Div();
    answer.addClassName("stack");
    add(
        new Paragraph(
            "It is signed like any other, and counts for nothing in the endpoint's health."),
        type,
        answer);
    getFooter()
        .add(
            Buttons.quiet("Close", click -> close()),
            Buttons.primary(
                "Send",
                click -> {
                  if (Forms.filled(type, "Name an event type.")) {
                    show(
                        answer,
                        doors
                            .testSend()
                            .send(
                                visit.tenantTo(Permission.WRITE),
                                endpoint.id(),
                                type.getValue().strip()));
                  }
                }));
  }

  private static void show(Div answer, Attempt attempt) {
    Div line =
        new Div(
            DeliveryWords.badge(attempt.outcome()),
            new Span(DeliveryWords.sentence(attempt)),
            new Span(attempt.timings().total().toMillis() + " ms"));
    line.addClassName("badges");
    answer.removeAll();
    answer.add(line);
    Attempt.Response response = attempt.response();
    String body = response == null ? null : response.body();
    if (body != null && !body.isEmpty()) {
      answer.add(CodeBox.body(body, "response body"));
    }
    if (attempt.detail() != null) {
      answer.add(new Paragraph(attempt.detail()));
    }
  }
}
