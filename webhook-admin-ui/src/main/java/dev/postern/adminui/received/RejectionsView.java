package dev.postern.adminui.received;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Address;
import dev.postern.adminui.part.AnySelect;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.NewerRows;
import dev.postern.adminui.part.TimeFilter;
import dev.postern.adminui.part.TimeRange;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Rejection;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/rejections?source=&reason=&within=&since=&until=}: and the likely cause. */
@Route(value = "t/:tenant/rejections", layout = ConsoleLayout.class)
@PageTitle("Rejections · Postern")
@PermitAll
@CdiComponent
public class RejectionsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient ReceivedLists lists;
  private final AnySelect<SourceId> source = new AnySelect<>("Source", "Any source", this::name);
  private final Map<SourceId, String> names = new LinkedHashMap<>();
  private final AnySelect<String> reason =
      new AnySelect<>("Reason", "Any reason", word -> word.replace('_', ' '));
  private final NewerRows newer = new NewerRows("rejections");
  private final Div body = new Div();
  private transient @Nullable TimeFilter time;
  private RejectionFilters filters = RejectionFilters.OPEN;

  @Inject
  RejectionsView(ConsoleUser people, ReceivedLists lists) {
    super(people);
    this.lists = lists;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    show(visit, RejectionFilters.of(event.getLocation().getQueryParameters()));
    lists.follow(this, visit, () -> arrived(visit));
  }

  private void show(Visit visit, RejectionFilters wanted) {
    filters = wanted;
    TimeFilter times = time == null ? frame(visit) : time;
    source.choose(filters.source());
    reason.setValue(filters.reason());
    times.show(filters.time());
    draw(visit);
  }

  private TimeFilter frame(Visit visit) {
    names.clear();
    lists.sources(visit).forEach(it -> names.put(it.id(), it.name()));
    source.offer(names.keySet());
    reason.setItems(lists.reasons(visit, filters.reason()));
    TimeFilter times = new TimeFilter(lists.times());
    times.whenChanged(() -> go(visit, true));
    source.addValueChangeListener(change -> go(visit, change.isFromClient()));
    reason.addValueChangeListener(change -> go(visit, change.isFromClient()));
    Div row = new Div(source, reason);
    row.add(times.parts());
    row.addClassName("filters");
    add(
        new ViewHeader(
            "Rejections",
            "Requests that were turned away. None of them was processed.",
            new LiveToggle(this, () -> arrived(visit))),
        row,
        newer,
        body);
    time = times;
    return times;
  }

  private Page<Rejection> page(Visit visit, PageRequest page) {
    return lists.rejections(visit, filters.query(lists.times().now()), page);
  }

  private void draw(Visit visit) {
    body.removeAll();
    newer.ofNone();
    if (page(visit, PageRequest.first(1)).data().isEmpty()) {
      body.add(
          filters.open()
              ? new EmptyState(
                  Icon.REJECTIONS,
                  "Nothing was refused",
                  "Requests with a wrong, stale or missing signature are turned away and listed"
                      + " here with the most likely cause.")
              : EmptyState.noMatch(
                  "No refusal fits these filters.", filters.time(), visit.path("rejections")));
      return;
    }
    Grid<Rejection> fresh = lists.rejectionColumns();
    fresh.setAllRowsVisible(false);
    fresh.addClassName("fill");
    newer.of(fresh, Grids.page(fresh, page -> page(visit, page)), Rejection::id);
    body.add(fresh);
  }

  private void arrived(Visit visit) {
    if (newer.ofAny()) {
      newer.arrived();
    } else {
      draw(visit);
    }
  }

  private void go(Visit visit, boolean byPerson) {
    if (byPerson) {
      RejectionFilters wanted =
          new RejectionFilters(
              source.getValue(), reason.getValue(), time == null ? TimeRange.ANY : time.value());
      show(visit, wanted);
      getUI()
          .ifPresent(ui ->
              Address.show(ui, RejectionsView.class, visit.parameters(), wanted.parameters()));
    }
  }

  private String name(SourceId id) {
    return names.getOrDefault(id, "another: " + id);
  }
}
