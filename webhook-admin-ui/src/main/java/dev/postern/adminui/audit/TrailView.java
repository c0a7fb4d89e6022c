package dev.postern.adminui.audit;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/audit?action=&target=}. */
@Route(value = "t/:tenant/audit", layout = ConsoleLayout.class)
@PageTitle("Audit · Postern")
@PermitAll
@CdiComponent
public class TrailView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient TrailDoors doors;

  @Inject
  TrailView(ConsoleUser people, TrailDoors doors) {
    super(people);
    this.doors = doors;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    removeAll();
    add(
        new TrailPanel(
            doors,
            () -> visit.tenantTo(Permission.ADMINISTER).uuid(),
            visit.path("audit"),
            TrailQuery.of(event.getLocation().getQueryParameters())));
  }
}
