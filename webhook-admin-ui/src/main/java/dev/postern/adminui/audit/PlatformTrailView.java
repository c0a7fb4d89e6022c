package dev.postern.adminui.audit;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.core.audit.AuditTrail;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.UUID;

/** {@code /platform/audit}: what concerns no single tenant. */
@Route(value = "platform/audit", layout = ConsoleLayout.class)
@PageTitle("Platform audit · Postern")
@PermitAll
@CdiComponent
public class PlatformTrailView extends Main implements BeforeEnterObserver {
  private static final long serialVersionUID = 1L;
  private final transient TrailDoors doors;
  private final transient ConsoleUser people;

  @Inject
  PlatformTrailView(ConsoleUser people, TrailDoors doors) {
    this.people = people;
    this.doors = doors;
    addClassName("view");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    add(
        new TrailPanel(
            doors,
            this::chain,
            "platform/audit",
            TrailQuery.of(event.getLocation().getQueryParameters())));
  }

  private UUID chain() {
    people.requirePlatform();
    return AuditTrail.PLATFORM;
  }
}
