package dev.postern.adminui.sources;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.DenyList;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code /t/{tenant}/deny-lists}: networks that may post to none of the tenant's sources. */
@Route(value = "t/:tenant/deny-lists", layout = ConsoleLayout.class)
@PageTitle("Deny lists · Postern")
@PermitAll
@CdiComponent
public class DenyListsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient SourceDefences defences;
  private final transient Times times;

  @Inject
  DenyListsView(ConsoleUser people, SourceDefences defences, Times times) {
    super(people);
    this.defences = defences;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(visit);
  }

  private void draw(Visit visit) {
    removeAll();
    Component[] add =
        visit.may(Permission.WRITE)
            ? new Component[] {
              Buttons.primary(
                  "Add deny list", click -> DenyListForm.add(defences, visit, () -> draw(visit)))
            }
            : new Component[0];
    add(new BackLink(visit.path("sources"), "Sources"));
    if (defences.lists(visit, PageRequest.first(1)).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.DENY,
              "No deny lists",
              "Networks that may post to none of the sources of "
                  + visit.name()
                  + ": from a file of your own, or from a threat feed that is fetched again and"
                  + " again.",
              add));
      return;
    }
    add(
        new ViewHeader(
            "Deny lists", "Who is on one of them gets 403 at every source, signed or not.", add),
        grid(visit));
  }

  private Grid<DenyList> grid(Visit visit) {
    Grid<DenyList> grid = Grids.plain(DenyList.class, "Deny lists");
    grid.addComponentColumn(DenyListsView::badge)
        .setHeader("Status")
        .setWidth("124px")
        .setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(DenyListsView::name)
            .setHeader("Name")
            .setWidth("220px")
            .setFlexGrow(3));
    Grids.wideOnly(
        grid.addComponentColumn(DenyListsView::networks)
            .setHeader("Networks")
            .setWidth("140px")
            .setFlexGrow(1));
    grid.addComponentColumn(this::imported)
        .setHeader("Last import")
        .setWidth("150px")
        .setFlexGrow(1);
    if (visit.may(Permission.WRITE)) {
      grid.addComponentColumn(list -> actions(visit, list))
          .setHeader("Actions")
          .setWidth("290px")
          .setFlexGrow(0);
    }
    Grids.page(grid, page -> defences.lists(visit, page));
    return grid;
  }

  private static StatusBadge badge(DenyList list) {
    if (!list.edit().enabled()) {
      return new StatusBadge("off", Tone.MUTED);
    }
    if (list.fetching().lastError() != null) {
      return new StatusBadge("not fetched", Tone.BAD);
    }
    return list.contents().importedAt() == null
        ? new StatusBadge("empty", Tone.BUSY)
        : new StatusBadge("in force", Tone.GOOD);
  }

  private static Component name(DenyList list) {
    String url = list.edit().url();
    Span from =
        new Span(
            url == null
                ? "imported by hand"
                : url + ", every " + Times.rough(Duration.ofSeconds(list.edit().refreshSeconds())));
    from.addClassName("hint");
    return new Div(new Div(new Span(list.edit().name())), from);
  }

  private static Component networks(DenyList list) {
    Div cell = new Div(new Span(String.valueOf(list.contents().entries())));
    if (list.contents().skipped() > 0) {
      Span skipped =
          new Span(
              list.contents().skipped()
                  + (list.contents().skipped() == 1 ? " line skipped" : " lines skipped"));
      skipped.addClassName("hint");
      cell.add(new Div(skipped));
    }
    return cell;
  }

  private Component imported(DenyList list) {
    Div cell = new Div(times.age(list.contents().importedAt()));
    String error = list.fetching().lastError();
    if (error != null) {
      Span why = new Span(list.fetching().failures() + " × " + error);
      why.addClassName("hint");
      cell.add(new Div(why));
    }
    return cell;
  }

  private Div actions(Visit visit, DenyList list) {
    List<Component> buttons = new ArrayList<>();
    Runnable redraw = () -> draw(visit);
    if (list.edit().url() != null) {
      buttons.add(
          Buttons.quiet(
              "Fetch now",
              click -> {
                defences.fetch(visit, list.id());
                Notice.done("It is fetched within a minute.");
                draw(visit);
              }));
    }
    buttons.add(
        Buttons.quiet(
            "Import", click -> new DenyImport(defences, visit, list.id(), redraw).open()));
    buttons.add(Buttons.quiet("Edit", click -> DenyListForm.edit(defences, visit, list, redraw)));
    buttons.add(Buttons.quiet("Delete", click -> delete(visit, list)));
    Div actions = new Div();
    actions.add(buttons);
    actions.addClassName("actions");
    return actions;
  }

  private void delete(Visit visit, DenyList list) {
    Ask.before(
        "Delete “" + list.edit().name() + "”?",
        "Its " + list.contents().entries() + " networks may post again at once.",
        "Delete list",
        visit::whenConfirmed,
        () -> {
          defences.delete(visit, list.id());
          draw(visit);
        });
  }
}
