package dev.postern.adminui.received;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.KeysetRows;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Source;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/rejections?source=&reason=}: what was refused, and the likely cause. */
@Route(value = "t/:tenant/rejections", layout = ConsoleLayout.class)
@PageTitle("Rejections · Postern")
@PermitAll
@CdiComponent
public class RejectionsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient ReceivedLists lists;
  private final Select<Source> source = new Select<>();
  private final Select<String> reason = new Select<>();
  private final Div body = new Div();
  private @Nullable Grid<Rejection> grid;
  private @Nullable KeysetRows<Rejection> rows;

  @Inject
  RejectionsView(ConsoleUser people, ReceivedLists lists) {
    super(people);
    this.lists = lists;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    QueryParameters words = event.getLocation().getQueryParameters();
    RejectionQuery query =
        new RejectionQuery(
            words.getSingleParameter("source").flatMap(SourceId::parse).orElse(null),
            words.getSingleParameter("reason").filter(text -> !text.isBlank()).orElse(null),
            null,
            null);
    if (body.getParent().isEmpty()) {
      frame(visit, query.reason());
    }
    source.setValue(
        source
            .getListDataView()
            .getItems()
            .filter(item -> item.id().equals(query.source()))
            .findFirst()
            .orElse(null));
    reason.setValue(query.reason());
    draw(visit, query);
    lists.follow(this, visit, () -> arrived(visit, query));
  }

  private void frame(Visit visit, @Nullable String wanted) {
    List<Source> sources = lists.sources(visit);
    source.setLabel("Source");
    source.setEmptySelectionAllowed(true);
    source.setEmptySelectionCaption("Any source");
    source.setPlaceholder("Any source");
    source.setItems(sources);
    source.setItemLabelGenerator(item -> item == null ? "Any source" : item.name());
    source.addValueChangeListener(change -> go(visit, change.isFromClient()));
    reason.setLabel("Reason");
    reason.setEmptySelectionAllowed(true);
    reason.setEmptySelectionCaption("Any reason");
    reason.setPlaceholder("Any reason");
    reason.setItems(lists.reasons(visit, wanted));
    reason.setItemLabelGenerator(item -> item == null ? "Any reason" : item.replace('_', ' '));
    reason.addValueChangeListener(change -> go(visit, change.isFromClient()));
    Div filters = new Div(source, reason);
    filters.addClassName("filters");
    add(
        new ViewHeader("Rejections", "Requests that were turned away. None of them was processed."),
        filters,
        body);
  }

  private void draw(Visit visit, RejectionQuery query) {
    body.removeAll();
    grid = null;
    if (lists.rejections(visit, query, PageRequest.first(1)).data().isEmpty()) {
      body.add(
          query.equals(RejectionQuery.ALL)
              ? new EmptyState(
                  Icon.REJECTIONS,
                  "Nothing was refused",
                  "Requests with a wrong, stale or missing signature are turned away and listed"
                      + " here with the most likely cause.")
              : new EmptyState(
                  Icon.SEARCH,
                  "Nothing matches",
                  "No refusal fits these filters.",
                  Buttons.plain(
                      "Clear the filters",
                      click -> getUI().ifPresent(ui -> ui.navigate(visit.path("rejections"))))));
      return;
    }
    Grid<Rejection> fresh = lists.rejectionColumns();
    fresh.setAllRowsVisible(false);
    fresh.addClassName("fill");
    rows = Grids.page(fresh, page -> lists.rejections(visit, query, page));
    grid = fresh;
    body.add(fresh);
  }

  private void arrived(Visit visit, RejectionQuery query) {
    if (grid == null || rows == null) {
      draw(visit, query);
    } else if (rows.atTop()) {
      grid.getDataProvider().refreshAll();
    }
  }

  private void go(Visit visit, boolean byPerson) {
    if (!byPerson) {
      return;
    }
    Map<String, String> words = new LinkedHashMap<>();
    if (source.getValue() != null) {
      words.put("source", source.getValue().id().toString());
    }
    if (Objects.requireNonNullElse(reason.getValue(), "").length() > 0) {
      words.put("reason", reason.getValue());
    }
    getUI()
        .ifPresent(ui ->
            ui.navigate(RejectionsView.class, visit.parameters(), QueryParameters.simple(words)));
  }
}
