package dev.postern.adminui.alerts;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/alerts}. */
@Route(value = "t/:tenant/alerts", layout = ConsoleLayout.class)
@PageTitle("Alerts · Postern")
@PermitAll
@CdiComponent
public class AlertsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient AlertDoors doors;

  @Inject
  AlertsView(ConsoleUser people, AlertDoors doors) {
    super(people);
    this.doors = doors;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    removeAll();
    add(new ChannelList(doors, new AlertOwner.OfTenant(visit)));
  }
}
