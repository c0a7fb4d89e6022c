package dev.postern.adminui.tenants;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.core.page.PageRequest;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

/** {@code /tenants}: for platform administrators. */
@Route(value = "tenants", layout = ConsoleLayout.class)
@PageTitle("Tenants · Postern")
@RolesAllowed("PLATFORM_ADMIN")
@CdiComponent
public class TenantsView extends Main implements AfterNavigationObserver {
  private static final long serialVersionUID = 1L;
  private final transient Tenants tenants;
  private final transient ConsoleUser people;
  private final transient Times times;

  @Inject
  TenantsView(ConsoleUser people, Tenants tenants, Times times) {
    this.people = people;
    this.tenants = tenants;
    this.times = times;
    addClassName("view");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    draw();
  }

  private void draw() {
    removeAll();
    if (tenants.list(PageRequest.first(1)).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.TENANTS,
              "Create the first tenant",
              "A tenant is one customer or team: it has its own endpoints, sources, keys and"
                  + " people, and sees nothing of the others.",
              Buttons.primary("Create tenant", click -> create())));
      return;
    }
    add(
        new ViewHeader(
            "Tenants",
            "Each has its own endpoints, sources, keys and people.",
            Buttons.primary("Create tenant", click -> create())),
        grid());
  }

  private Grid<Tenant> grid() {
    Grid<Tenant> grid = Grids.plain(Tenant.class, "Tenants");
    Grids.main(
        grid.addComponentColumn(t -> new Anchor("t/" + t.slug() + "/overview", t.name()))
            .setHeader("Name")
            .setFlexGrow(2));
    grid.addColumn(Tenant::slug).setHeader("Slug");
    Grids.wideOnly(grid.addComponentColumn(t -> IdText.shortened(t.id())).setHeader("Id"));
    grid.addComponentColumn(t -> times.age(t.createdAt())).setHeader("Created");
    grid.addComponentColumn(this::actions).setHeader("Actions").setWidth("190px").setFlexGrow(0);
    Grids.page(grid, tenants::list);
    return grid;
  }

  private Div actions(Tenant tenant) {
    Div actions =
        new Div(
            Buttons.quiet(
                "Rename",
                click -> {
                  people.requirePlatform();
                  new RenameForm(people, tenants, tenant, this::draw).open();
                }),
            Buttons.quiet("Delete", click -> delete(tenant)));
    actions.addClassName("actions");
    return actions;
  }

  private void delete(Tenant tenant) {
    Ask.before(
        "Delete “" + tenant.name() + "”?",
        "Its deliveries stop at once, and everything it owns is deleted: endpoints, sources, keys,"
            + " people, events. Only its audit trail is kept. This cannot be undone.",
        "Delete tenant",
        people::whenConfirmed,
        () -> {
          people.requireConfirmedPlatform();
          tenants.delete(tenant.id());
          Notice.done("“" + tenant.name() + "” is deleted.");
          draw();
        });
  }

  private void create() {
    people.requirePlatform();
    new TenantForm(people, tenants, tenant -> openTenant(tenant.slug())).open();
  }

  private void openTenant(String slug) {
    getUI().ifPresent(ui -> ui.navigate("t/" + slug + "/overview"));
  }
}
