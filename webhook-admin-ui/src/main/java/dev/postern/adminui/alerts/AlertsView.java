package dev.postern.adminui.alerts;

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
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.page.PageRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;

/** {@code /t/{tenant}/alerts}. */
@Route(value = "t/:tenant/alerts", layout = ConsoleLayout.class)
@PageTitle("Alerts · Postern")
@PermitAll
@CdiComponent
public class AlertsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 50;
  private final transient AlertDoors doors;

  @Inject
  AlertsView(ConsoleUser people, AlertDoors doors) {
    super(people);
    this.doors = doors;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(visit);
  }

  private void draw(Visit visit) {
    removeAll();
    Component[] create =
        visit.may(Permission.ADMINISTER)
            ? new Component[] {
              Buttons.primary(
                  "Add channel", click -> new ChannelForm(doors, visit, () -> draw(visit)).open())
            }
            : new Component[0];
    List<AlertChannel> channels =
        doors.channels().list(visit.tenantTo(Permission.READ), PageRequest.first(SHOWN)).data();
    if (channels.isEmpty()) {
      add(
          new EmptyState(
              Icon.ALERTS,
              "Nobody is told yet",
              "Notices stand in the console. A channel sends them on as they begin and once more"
                  + " when they are over: by mail, to Slack, to PagerDuty, or to a webhook of"
                  + " yours.",
              create));
      return;
    }
    add(
        new ViewHeader(
            "Alerts", "Who is told when an incident begins, and again when it is over.", create));
    channels.forEach(channel -> add(new ChannelPanel(doors, visit, channel, () -> draw(visit))));
  }
}
