package dev.postern.adminui.pause;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.pause.Pause;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;

/** {@code /t/{tenant}/pauses}: what somebody stopped, and the way to stop something. */
@Route(value = "t/:tenant/pauses", layout = ConsoleLayout.class)
@PageTitle("Pauses · Postern")
@PermitAll
@CdiComponent
public class PausesView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient PauseDoors doors;

  @Inject
  PausesView(ConsoleUser people, PauseDoors doors) {
    super(people);
    this.doors = doors;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(visit);
  }

  private void draw(Visit visit) {
    removeAll();
    boolean may = visit.may(Permission.WRITE);
    Component[] pause =
        may
            ? new Component[] {
              Buttons.danger(
                  "Pause …", click -> new PauseForm(doors, visit, () -> draw(visit)).open())
            }
            : new Component[0];
    List<Pause> pauses = doors.pauses().list(visit.tenantTo(Permission.READ));
    if (pauses.isEmpty()) {
      add(
          new EmptyState(
              Icon.STOP,
              "Nothing is paused",
              "In an incident, stop an endpoint, a source or the whole tenant. Nothing is lost:"
                  + " providers are told to come again, and deliveries wait.",
              pause));
      return;
    }
    add(
        new ViewHeader("Pauses", "Stopped by people, until people resume it.", pause),
        new Panel(
            "Paused now",
            PauseRows.of(
                pauses,
                doors.times(),
                paused -> may && (!paused.byPlatform() || visit.may(Permission.PLATFORM)),
                paused -> resume(visit, paused))));
  }

  private void resume(Visit visit, Pause pause) {
    doors
        .pauses()
        .resume(visit.tenantTo(Permission.WRITE), pause.id(), visit.may(Permission.PLATFORM));
    Notice.done("It goes on within a second.");
    draw(visit);
  }
}
