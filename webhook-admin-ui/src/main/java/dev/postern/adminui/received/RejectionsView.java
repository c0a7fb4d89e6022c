package dev.postern.adminui.received;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/rejections?source=}: requests that were refused, and the likely cause. */
@Route(value = "t/:tenant/rejections", layout = ConsoleLayout.class)
@PageTitle("Rejections · Postern")
@PermitAll
@CdiComponent
public class RejectionsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient ReceivedLists lists;

  @Inject
  RejectionsView(ConsoleUser people, ReceivedLists lists) {
    super(people);
    this.lists = lists;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    RejectionQuery query =
        new RejectionQuery(
            event
                .getLocation()
                .getQueryParameters()
                .getSingleParameter("source")
                .flatMap(SourceId::parse)
                .orElse(null),
            null,
            null,
            null);
    draw(visit, query);
    lists.follow(this, visit, () -> draw(visit, query));
  }

  private void draw(Visit visit, RejectionQuery query) {
    removeAll();
    if (lists.rejections(visit, query, PageRequest.first(1)).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.REJECTIONS,
              "Nothing was refused",
              "Requests with a wrong, stale or missing signature are turned away and listed here"
                  + " with the most likely cause."));
      return;
    }
    Grid<Rejection> grid = lists.rejectionColumns();
    grid.setAllRowsVisible(false);
    grid.addClassName("fill");
    Grids.page(grid, page -> lists.rejections(visit, query, page));
    add(
        new ViewHeader("Rejections", "Requests that were turned away. None of them was processed."),
        grid);
  }
}
