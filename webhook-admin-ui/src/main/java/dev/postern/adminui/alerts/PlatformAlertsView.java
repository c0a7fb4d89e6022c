package dev.postern.adminui.alerts;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.shell.ConsoleLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /platform/alerts}: for platform administrators. */
@Route(value = "platform/alerts", layout = ConsoleLayout.class)
@PageTitle("Platform alerts · Postern")
@PermitAll
@CdiComponent
public class PlatformAlertsView extends Main implements BeforeEnterObserver {
  private static final long serialVersionUID = 1L;
  private final transient AlertDoors doors;
  private final transient ConsoleUser people;

  @Inject
  PlatformAlertsView(AlertDoors doors, ConsoleUser people) {
    this.doors = doors;
    this.people = people;
    addClassName("view");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    add(new ChannelList(doors, new AlertOwner.OfPlatform(people)));
  }
}
