package dev.postern.adminui.received;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
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
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Source;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/received?source=&status=&q=}: newest first, live. */
@Route(value = "t/:tenant/received", layout = ConsoleLayout.class)
@PageTitle("Received · Postern")
@PermitAll
@CdiComponent
public class ReceivedView extends TenantView {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 350;
  private final transient ReceivedLists lists;
  private final TextField q = new TextField("Find");
  private final Select<ReceivedStatus> status = new Select<>();
  private final Select<Source> source = new Select<>();
  private final Div body = new Div();
  private ReceivedQuery query = ReceivedQuery.ALL;
  private @Nullable Grid<ReceivedWebhook> grid;
  private @Nullable KeysetRows<ReceivedWebhook> rows;

  @Inject
  ReceivedView(ConsoleUser people, ReceivedLists lists) {
    super(people);
    this.lists = lists;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    QueryParameters words = event.getLocation().getQueryParameters();
    query =
        new ReceivedQuery(
            words.getSingleParameter("source").flatMap(SourceId::parse).orElse(null),
            null,
            null,
            null,
            words.getSingleParameter("q").filter(text -> !text.isBlank()).orElse(null),
            words.getSingleParameter("status").flatMap(ReceivedStatus::of).orElse(null));
    if (body.getParent().isEmpty()) {
      frame(visit);
    }
    q.setValue(query.q() == null ? "" : query.q());
    status.setValue(query.status());
    source.setValue(
        source
            .getListDataView()
            .getItems()
            .filter(item -> item.id().equals(query.source()))
            .findFirst()
            .orElse(null));
    list(visit);
    lists.follow(this, visit, () -> arrived(visit));
  }

  private void frame(Visit visit) {
    q.setPlaceholder("Event id, event type, or rcv_… id");
    q.setPrefixComponent(Icon.SEARCH.draw());
    q.setClearButtonVisible(true);
    q.setValueChangeMode(ValueChangeMode.LAZY);
    q.setValueChangeTimeout(TYPING_PAUSE_MS);
    q.addClassName("wide");
    q.addValueChangeListener(change -> go(visit, change.isFromClient()));
    status.setLabel("Status");
    status.setEmptySelectionAllowed(true);
    status.setEmptySelectionCaption("Any status");
    status.setPlaceholder("Any status");
    status.setItems(ReceivedStatus.values());
    status.setItemLabelGenerator(value -> value == null ? "Any status" : value.word());
    status.addValueChangeListener(change -> go(visit, change.isFromClient()));
    source.setLabel("Source");
    source.setEmptySelectionAllowed(true);
    source.setEmptySelectionCaption("Any source");
    source.setPlaceholder("Any source");
    source.setItems(lists.sources(visit));
    source.setItemLabelGenerator(item -> item == null ? "Any source" : item.name());
    source.addValueChangeListener(change -> go(visit, change.isFromClient()));
    Div filters = new Div(q, source, status);
    filters.addClassName("filters");
    add(
        new ViewHeader("Received", "Verified webhooks, each once, as they arrived."),
        filters,
        body);
  }

  private void list(Visit visit) {
    body.removeAll();
    if (lists.received(visit, query, PageRequest.first(1)).data().isEmpty()) {
      grid = null;
      body.add(
          query.equals(ReceivedQuery.ALL)
              ? new EmptyState(
                  Icon.RECEIVED,
                  "Nothing received yet",
                  "Add a source and give its URL to a provider. What arrives appears here at once.")
              : new EmptyState(
                  Icon.SEARCH,
                  "Nothing matches",
                  "No webhook fits these filters.",
                  Buttons.plain(
                      "Clear the filters",
                      click -> getUI().ifPresent(ui -> ui.navigate(visit.path("received"))))));
      return;
    }
    Grid<ReceivedWebhook> fresh = lists.receivedColumns(visit);
    fresh.setAllRowsVisible(false);
    fresh.addClassName("fill");
    rows = Grids.page(fresh, page -> lists.received(visit, query, page));
    grid = fresh;
    body.add(fresh);
  }

  private void arrived(Visit visit) {
    if (grid == null || rows == null) {
      list(visit);
    } else if (rows.atTop()) {
      grid.getDataProvider().refreshAll();
    }
  }

  private void go(Visit visit, boolean byPerson) {
    if (byPerson) {
      Map<String, String> words = new LinkedHashMap<>();
      if (source.getValue() != null) {
        words.put("source", source.getValue().id().toString());
      }
      if (status.getValue() != null) {
        words.put("status", status.getValue().word());
      }
      if (!q.getValue().isBlank()) {
        words.put("q", q.getValue().strip());
      }
      getUI()
          .ifPresent(ui ->
              ui.navigate(ReceivedView.class, visit.parameters(), QueryParameters.simple(words)));
    }
  }
}
