package dev.postern.adminui.sources;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.SecretOnce;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.CreatedSource;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/sources}. */
@Route(value = "t/:tenant/sources", layout = ConsoleLayout.class)
@PageTitle("Sources · Postern")
@PermitAll
@CdiComponent
public class SourcesView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient Sources sources;
  private final transient Times times;

  @Inject
  SourcesView(ConsoleUser people, Sources sources, Times times) {
    super(people);
    this.sources = sources;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    removeAll();
    Component[] create =
        visit.may(Permission.WRITE)
            ? new Component[] {Buttons.primary("Add source", click -> create(visit))}
            : new Component[0];
    if (sources.list(visit.tenantTo(Permission.READ), PageRequest.first(1)).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.SOURCES,
              "No sources yet",
              "A source is the URL you give to a provider such as Stripe or GitHub. Postern checks"
                  + " every request, drops repeats, and keeps the rest safe.",
              create));
    } else {
      add(new ViewHeader("Sources", "Where providers post to.", create), grid(visit));
    }
  }

  private Grid<Source> grid(Visit visit) {
    Grid<Source> grid = Grids.plain(Source.class, "Sources");
    grid.addComponentColumn(SourcesView::badge)
        .setHeader("Status")
        .setWidth("118px")
        .setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(
                source -> {
                  RouterLink link = new RouterLink();
                  link.setRoute(SourceView.class, visit.parameters(source.id()));
                  link.setText(source.name());
                  return link;
                })
            .setHeader("Name")
            .setFlexGrow(2));
    grid.addColumn(source -> ProviderNames.of(source.provider())).setHeader("Provider");
    grid.addColumn(source -> source.settings().forward().publish() ? "to subscribers" : "kept")
        .setHeader("Then");
    grid.addComponentColumn(source -> times.age(source.createdAt())).setHeader("Created");
    Grids.page(grid, page -> sources.list(visit.tenantTo(Permission.READ), page));
    return grid;
  }

  static StatusBadge badge(Source source) {
    return source.enabled()
        ? new StatusBadge("enabled", Tone.GOOD)
        : new StatusBadge("disabled", Tone.MUTED);
  }

  private void create(Visit visit) {
    new SourceForm(sources, visit, times::now, made -> created(visit, made)).open();
  }

  private void created(Visit visit, CreatedSource made) {
    getUI()
        .ifPresent(ui -> {
          ui.navigate(SourceView.class, visit.parameters(made.source().id()));
          made.secret()
              .map(secret -> secret.value())
              .ifPresent(value ->
                  new SecretOnce(
                          "The source's secret",
                          "Give it to the provider, which signs its requests with it. The"
                              + " URL to post to is on the page behind this.",
                          value)
                      .open());
        });
  }
}
