package dev.postern.adminui.eventtypes;

import com.fasterxml.jackson.databind.JsonNode;
import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.eventtype.EventType;
import dev.postern.outbound.eventtype.EventTypeVersion;
import dev.postern.outbound.eventtype.EventTypes;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/event-types/{name}}: schema, example and their versions. */
@Route(value = "t/:tenant/event-types/:id", layout = ConsoleLayout.class)
@PageTitle("Event type · Postern")
@PermitAll
@CdiComponent
public class EventTypeView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient EventTypes types;
  private final transient Times times;

  @Inject
  EventTypeView(ConsoleUser people, EventTypes types, Times times) {
    super(people);
    this.types = types;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(visit, event.getRouteParameters().get("id").orElse(""));
  }

  private void draw(Visit visit, String name) {
    EventType type =
        types
            .find(visit.tenantTo(Permission.READ), name)
            .orElseThrow(() -> ProblemException.notFound("The event type"));
    removeAll();
    Panel schema = new Panel("Schema of data", json(type.contents().schema(), "the schema"));
    schema.action(
        new Anchor(visit.path("deliveries?type=" + type.name()), "Deliveries of this type"));
    add(
        new BackLink(visit.path("event-types"), "Event types"),
        new ViewHeader(type.name(), type.contents().description(), actions(visit, type))
            .badge(EventTypesView.badge(type)),
        schema,
        new Panel("Example of data", json(type.contents().example(), "the example")),
        new Panel("Versions of the schema", versions(visit, type)));
  }

  private static Component json(@Nullable JsonNode tree, String label) {
    return tree == null
        ? new Paragraph("None: anything is accepted.")
        : CodeBox.body(tree.toString(), label);
  }

  private Component versions(Visit visit, EventType type) {
    Div all = new Div();
    for (EventTypeVersion version : types.versions(visit.tenantTo(Permission.READ), type.name())) {
      all.add(
          new Details(
              "Version " + version.version() + ", " + times.ageText(version.createdAt()),
              json(version.schema(), "schema of version " + version.version())));
    }
    return all;
  }

  private Component[] actions(Visit visit, EventType type) {
    if (!visit.may(Permission.WRITE)) {
      return new Component[0];
    }
    return new Component[] {
      Buttons.plain(
          "Edit",
          click ->
              new EventTypeForm(types, visit, type, saved -> draw(visit, saved.name())).open()),
      Buttons.plain(type.archived() ? "Bring back" : "Archive", click -> archive(visit, type)),
      Buttons.danger("Delete", click -> delete(visit, type))
    };
  }

  private void archive(Visit visit, EventType type) {
    types.update(
        visit.tenantTo(Permission.WRITE),
        type.name(),
        stored -> new EventTypes.Edit(stored.contents(), !type.archived()));
    Notice.done(
        type.archived() ? "It may be published again." : "Nothing is published of it any more.");
    draw(visit, type.name());
  }

  private void delete(Visit visit, EventType type) {
    Ask.before(
        "Delete “" + type.name() + "”?",
        "Events of it may be published as before, but unchecked. Subscriptions stay.",
        "Delete event type",
        visit::whenConfirmed,
        () -> {
          types.delete(visit.confirmedTenantTo(Permission.WRITE), type.name());
          getUI().ifPresent(ui -> ui.navigate(visit.path("event-types")));
        });
  }
}
