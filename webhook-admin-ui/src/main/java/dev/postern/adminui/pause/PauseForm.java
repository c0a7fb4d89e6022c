package dev.postern.adminui.pause;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Everything;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Notice;
import dev.postern.core.access.Permission;
import dev.postern.core.id.TenantId;
import dev.postern.core.pause.NewPause;
import dev.postern.core.pause.Pause;
import dev.postern.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What to stop, and why. */
final class PauseForm extends Dialog {
  private static final long serialVersionUID = 1L;

  /** Something that can be stopped. */
  private record Target(Pause.Scope scope, UUID object, String label) {}

  private final ComboBox<Target> target = new ComboBox<>();
  private final Checkbox intake = new Checkbox("Intake: providers are answered 503", true);
  private final Checkbox deliveries = new Checkbox("Deliveries: nothing is sent", true);
  private final TextField reason = new TextField("Why");

  PauseForm(PauseDoors doors, Visit visit, Runnable done) {
    setHeaderTitle("Pause");
    addClassName("dialog-m");
    target.setLabel("What");
    List<Target> targets = targets(doors, visit);
    target.setItems(targets);
    target.setItemLabelGenerator(Target::label);
    target.addValueChangeListener(change -> {
      Target chosen = change.getValue();
      boolean whole = chosen != null && chosen.scope() == Pause.Scope.TENANT;
      intake.setVisible(whole);
      deliveries.setVisible(whole);
    });
    target.setValue(targets.getFirst());
    reason.setRequired(true);
    reason.setPlaceholder("A receiver asked us to stop");
    add(
        new Paragraph("Publishing goes on; what is being sent at this moment is ended."),
        target,
        intake,
        deliveries,
        reason);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.danger("Pause", click -> pause(doors, visit, done)));
  }

  private void pause(PauseDoors doors, Visit visit, Runnable done) {
    Forms.clear(target, reason);
    Target wanted = target.getValue();
    if (wanted == null) {
      Forms.mark(target, "Choose what to pause.");
      return;
    }
    try {
      doors
          .pauses()
          .pause(
              visit.tenantTo(Permission.WRITE),
              new NewPause(
                  wanted.scope(),
                  wanted.object(),
                  intake.getValue(),
                  deliveries.getValue(),
                  reason.getValue()),
              visit.may(Permission.PLATFORM));
      close();
      Notice.done("Paused. Every node obeys within a second.");
      done.run();
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/reason", reason));
    }
  }

  private static List<Target> targets(PauseDoors doors, Visit visit) {
    TenantId tenant = visit.tenantTo(Permission.READ);
    List<Target> targets = new ArrayList<>();
    targets.add(new Target(Pause.Scope.TENANT, tenant.uuid(), "All of " + visit.name()));
    Everything.of(page -> doors.endpoints().list(tenant, page))
        .forEach(endpoint ->
            targets.add(
                new Target(
                    Pause.Scope.ENDPOINT,
                    endpoint.id().uuid(),
                    "Endpoint " + endpoint.settings().url())));
    Everything.of(page -> doors.sources().list(tenant, page))
        .forEach(source ->
            targets.add(
                new Target(Pause.Scope.SOURCE, source.id().uuid(), "Source " + source.name())));
    return targets;
  }
}
