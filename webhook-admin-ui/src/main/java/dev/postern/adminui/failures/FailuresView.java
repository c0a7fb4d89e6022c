package dev.postern.adminui.failures;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.Lately;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.ingest.RejectionGroup;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.DeadLetters;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;

/** {@code /t/{tenant}/failures?within=}: what holds, what was given up, what was turned away. */
@Route(value = "t/:tenant/failures", layout = ConsoleLayout.class)
@PageTitle("Failures · Postern")
@PermitAll
@CdiComponent
public class FailuresView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient FailureDoors doors;

  @Inject
  FailuresView(ConsoleUser people, FailureDoors doors) {
    super(people);
    this.doors = doors;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(
        visit,
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter("within")
            .flatMap(Lately::of)
            .orElse(Lately.WEEK));
  }

  private void draw(Visit visit, Lately within) {
    List<Endpoint> held = doors.held(visit);
    DeadLetters.Groups dead = doors.dead(visit);
    List<RejectionGroup> refused = doors.refused(visit, within);
    removeAll();
    add(
        new ViewHeader(
            "Failures", "Where the machine has stopped and a person decides how it goes on."));
    if (held.isEmpty() && dead.groups().isEmpty() && refused.isEmpty()) {
      add(
          new EmptyState(
              Icon.CHECK,
              "Nothing has failed for good",
              "Endpoints that keep failing, deliveries that were given up and requests that were"
                  + " turned away are gathered here by cause."));
      return;
    }
    if (!held.isEmpty()) {
      add(HeldPanel.of(doors, visit, held, () -> draw(visit, within)));
    }
    add(GroupsPanel.of(doors, visit, dead), RefusedPanel.of(doors, visit, within, refused));
  }
}
