package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Notice;
import dev.postern.core.access.Permission;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.endpoint.Endpoint;

/** Brings an endpoint back, and decides about what it missed. */
public final class EnableDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  public EnableDialog(EndpointDoors doors, Visit visit, Endpoint endpoint, Runnable changed) {
    setHeaderTitle("Re-enable endpoint");
    addClassName("dialog-m");
    RadioButtonGroup<Backlog> backlog = new RadioButtonGroup<>("What was held meanwhile");
    backlog.setItems(Backlog.values());
    backlog.setItemLabelGenerator(EnableDialog::explain);
    backlog.setValue(Backlog.DELIVER);
    backlog.addClassName("stacked");
    add(
        new Paragraph("Its count of failures starts at zero, and new events are sent at once."),
        backlog);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary(
                "Re-enable endpoint",
                click -> {
                  doors
                      .endpoints()
                      .enable(visit.tenantTo(Permission.WRITE), endpoint.id(), backlog.getValue());
                  close();
                  Notice.done("The endpoint is active again.");
                  changed.run();
                }));
  }

  private static String explain(Backlog choice) {
    return switch (choice) {
      case DELIVER -> "Deliver the backlog: everything held is sent now";
      case SKIP -> "Skip it: what was held is cancelled and stays in the ledger";
    };
  }
}
