package dev.postern.adminui.eventtypes;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.eventtype.EventType;
import dev.postern.outbound.eventtype.EventTypes;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/event-types}. */
@Route(value = "t/:tenant/event-types", layout = ConsoleLayout.class)
@PageTitle("Event types · Postern")
@PermitAll
@CdiComponent
public class EventTypesView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient EventTypes types;
  private final transient Times times;

  @Inject
  EventTypesView(ConsoleUser people, EventTypes types, Times times) {
    super(people);
    this.types = types;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    removeAll();
    Component[] create =
        visit.may(Permission.WRITE)
            ? new Component[] {
              Buttons.primary(
                  "Register event type",
                  click ->
                      new EventTypeForm(
                              types,
                              visit,
                              null,
                              made ->
                                  getUI()
                                      .ifPresent(ui ->
                                          ui.navigate(visit.path("event-types/" + made.name()))))
                          .open())
            }
            : new Component[0];
    PageRequest one = PageRequest.first(1);
    if (types.list(visit.tenantTo(Permission.READ), one).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.TYPES,
              "No event types yet",
              "Publishing works without. With a type registered, subscribers can choose it by name,"
                  + " see an example, and what you publish is held to its JSON Schema.",
              create));
      return;
    }
    add(
        new ViewHeader(
            "Event types",
            "What subscribers can choose from, and what its data looks like.",
            create),
        grid(visit));
  }

  private Grid<EventType> grid(Visit visit) {
    Grid<EventType> grid = Grids.plain(EventType.class, "Event types");
    Grids.main(
        grid.addComponentColumn(
                type -> {
                  Anchor link = new Anchor(visit.path("event-types/" + type.name()), type.name());
                  link.addClassName("url");
                  return link;
                })
            .setHeader("Type")
            .setWidth("190px")
            .setFlexGrow(2));
    grid.addColumn(type -> type.contents().description())
        .setHeader("Description")
        .setWidth("200px")
        .setFlexGrow(4);
    grid.addComponentColumn(EventTypesView::badge)
        .setHeader("Schema")
        .setWidth("140px")
        .setFlexGrow(0);
    Grids.wideOnly(
        grid.addColumn(EventType::version).setHeader("Version").setWidth("92px").setFlexGrow(0));
    grid.addComponentColumn(type -> times.age(type.updatedAt()))
        .setHeader("Changed")
        .setWidth("112px")
        .setFlexGrow(0);
    Grids.page(grid, page -> types.list(visit.tenantTo(Permission.READ), page));
    return grid;
  }

  static StatusBadge badge(EventType type) {
    if (type.archived()) {
      return new StatusBadge("archived", Tone.MUTED);
    }
    return type.contents().schema() == null
        ? new StatusBadge("anything", Tone.MUTED)
        : new StatusBadge("validated", Tone.GOOD);
  }
}
