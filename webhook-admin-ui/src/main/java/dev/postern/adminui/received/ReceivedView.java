package dev.postern.adminui.received;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Address;
import dev.postern.adminui.part.AnySelect;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.NewerRows;
import dev.postern.adminui.part.SearchText;
import dev.postern.adminui.part.TimeFilter;
import dev.postern.adminui.part.TimeRange;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.ReceivedWebhook;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/received?source=&status=&within=&since=&until=&q=}: newest first, live. */
@Route(value = "t/:tenant/received", layout = ConsoleLayout.class)
@PageTitle("Received · Postern")
@PermitAll
@CdiComponent
public class ReceivedView extends TenantView {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 350;
  private final transient ReceivedLists lists;
  private final TextField q = new TextField("Find");
  private final AnySelect<ReceivedStatus> status =
      new AnySelect<>("Status", "Any status", ReceivedStatus::word);
  private final AnySelect<SourceId> source = new AnySelect<>("Source", "Any source", this::name);
  private final Map<SourceId, String> names = new LinkedHashMap<>();
  private final NewerRows newer = new NewerRows("webhooks");
  private final Div body = new Div();
  private transient @Nullable TimeFilter time;
  private ReceivedFilters filters = ReceivedFilters.OPEN;
  private @Nullable String drawnFor;

  @Inject
  ReceivedView(ConsoleUser people, ReceivedLists lists) {
    super(people);
    this.lists = lists;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    if (!visit.slug().equals(drawnFor)) {
      // Its rows are read for the tenant that it was made for.
      newer.ofNone();
      drawnFor = visit.slug();
    }
    show(visit, ReceivedFilters.of(event.getLocation().getQueryParameters()));
    lists.follow(this, visit, () -> arrived(visit));
  }

  private void show(Visit visit, ReceivedFilters wanted) {
    filters = wanted;
    TimeFilter times = time == null ? frame(visit) : time;
    SearchText.show(q, filters.q());
    status.setValue(filters.status());
    source.choose(filters.source());
    times.show(filters.time());
    list(visit);
  }

  private TimeFilter frame(Visit visit) {
    q.setPlaceholder("Event id, event type, or rcv_… id");
    q.setPrefixComponent(Icon.SEARCH.draw());
    q.setClearButtonVisible(true);
    q.setValueChangeMode(ValueChangeMode.LAZY);
    q.setValueChangeTimeout(TYPING_PAUSE_MS);
    q.addClassName("wide");
    status.setItems(ReceivedStatus.values());
    names.clear();
    lists.sources(visit).forEach(it -> names.put(it.id(), it.name()));
    source.offer(names.keySet());
    TimeFilter times = new TimeFilter(lists.times());
    times.whenChanged(() -> go(visit, true));
    q.addValueChangeListener(change -> go(visit, change.isFromClient()));
    status.addValueChangeListener(change -> go(visit, change.isFromClient()));
    source.addValueChangeListener(change -> go(visit, change.isFromClient()));
    Div row = new Div(q, source, status);
    row.add(times.parts());
    row.addClassName("filters");
    add(
        new ViewHeader(
            "Received",
            "Verified webhooks, each once, as they arrived.",
            new LiveToggle(this, () -> arrived(visit))),
        row,
        newer,
        body);
    time = times;
    return times;
  }

  private Page<ReceivedWebhook> page(Visit visit, PageRequest page) {
    return lists.received(visit, filters.query(lists.times().now()), page);
  }

  private void list(Visit visit) {
    boolean none = page(visit, PageRequest.first(1)).data().isEmpty();
    if (!none && newer.ofAny()) {
      newer.top();
      return;
    }
    body.removeAll();
    newer.ofNone();
    if (none) {
      body.add(
          filters.open()
              ? new EmptyState(
                  Icon.RECEIVED,
                  "Nothing received yet",
                  "Add a source and give its URL to a provider. What arrives appears here at once.",
                  Buttons.primary(
                      "Go to sources",
                      click -> getUI().ifPresent(ui -> ui.navigate(visit.path("sources")))))
              : EmptyState.noMatch(
                  "No webhook fits these filters.", filters.time(), visit.path("received")));
      return;
    }
    Grid<ReceivedWebhook> fresh = lists.receivedColumns(visit);
    fresh.setAllRowsVisible(false);
    fresh.addClassName("fill");
    newer.of(fresh, Grids.page(fresh, page -> page(visit, page)), ReceivedWebhook::id);
    body.add(fresh);
  }

  private void arrived(Visit visit) {
    if (newer.ofAny()) {
      newer.arrived();
    } else {
      list(visit);
    }
  }

  private void go(Visit visit, boolean byPerson) {
    if (byPerson) {
      ReceivedFilters wanted =
          new ReceivedFilters(
              source.getValue(),
              status.getValue(),
              time == null ? TimeRange.ANY : time.value(),
              q.isEmpty() ? null : q.getValue().strip());
      show(visit, wanted);
      getUI()
          .ifPresent(
              ui -> Address.show(ui, ReceivedView.class, visit.parameters(), wanted.parameters()));
    }
  }

  private String name(SourceId id) {
    return names.getOrDefault(id, "another: " + id);
  }
}
