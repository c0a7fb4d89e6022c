package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Notice;
import dev.postern.core.access.Permission;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.endpoint.Endpoint;

/** Probes an endpoint, shows what it answers, and brings it back with or without what it missed. */
public final class EnableDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private final Div answer = new Div();
  private final RadioButtonGroup<Backlog> backlog = new RadioButtonGroup<>();
  private final Button enable;
  private final transient EndpointDoors doors;
  private final transient Visit visit;
  private final transient Endpoint endpoint;

  public EnableDialog(
      EndpointDoors doors,
      EndpointTraffic traffic,
      Visit visit,
      Endpoint endpoint,
      Runnable changed) {
    this.doors = doors;
    this.visit = visit;
    this.endpoint = endpoint;
    setHeaderTitle("Re-enable endpoint");
    addClassName("dialog-m");
    answer.addClassName("stack");
    answer.getElement().setAttribute("aria-live", "polite");
    String waiting = traffic.waiting(visit, endpoint.id());
    backlog.setLabel("What was held meanwhile (" + waiting + ")");
    backlog.setItems(Backlog.values());
    backlog.setItemLabelGenerator(EnableDialog::explain);
    backlog.setValue(Backlog.DELIVER);
    backlog.addClassName("stacked");
    add(
        new H3("A probe first"),
        answer,
        backlog,
        new Paragraph("Its count of failures starts at zero, and new events are sent at once."));
    enable = Buttons.primary("Re-enable endpoint", click -> enable(changed));
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.plain("Probe again", click -> probe()),
            enable);
    addOpenedChangeListener(change -> {
      if (change.isOpened()) {
        probe();
      }
    });
  }

  /** The decision waits for the answer, whatever it is. */
  private void probe() {
    enable.setEnabled(false);
    doors
        .probe()
        .run(
            visit,
            endpoint.id(),
            "ping",
            answer,
            accepted -> {
              enable.setEnabled(true);
              enable.setText(accepted ? "Re-enable endpoint" : "Re-enable anyway");
            });
  }

  private void enable(Runnable changed) {
    doors.endpoints().enable(visit.tenantTo(Permission.WRITE), endpoint.id(), backlog.getValue());
    close();
    Notice.done("The endpoint is active again.");
    changed.run();
  }

  private static String explain(Backlog choice) {
    return switch (choice) {
      case DELIVER -> "Deliver the backlog: everything held is sent now";
      case SKIP -> "Skip it: what was held is cancelled and stays in the ledger";
    };
  }
}
