package dev.postern.adminui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.TimeFilter;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditExport;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.page.PageRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Entries newest first, each with what it was and what it became; verification and export. */
final class TrailPanel extends Div {
  private static final long serialVersionUID = 1L;
  private final transient TrailDoors doors;
  private final transient Supplier<UUID> chain;
  private final transient TrailQuery query;
  private final String path;
  private final Div verdict = new Div();

  /**
   * @param chain checks the permission each time
   * @param more stands with the exports
   */
  TrailPanel(
      TrailDoors doors, Supplier<UUID> chain, String path, TrailQuery query, Component... more) {
    this.doors = doors;
    this.chain = chain;
    this.query = query;
    this.path = path;
    addClassName("stack");
    verdict.getElement().setAttribute("aria-live", "polite");
    add(
        new ViewHeader(
            "Audit",
            "Who changed or saw what. Each entry carries the hash of the one before it.",
            Buttons.plain("Verify the chain", click -> verify())),
        verdict,
        filters(path),
        exports(more),
        entries());
  }

  private Component exports(Component... more) {
    Div exports = new Div(new Span("Export what is shown:"));
    exports.add(
        export(AuditExport.CSV, "CSV"),
        export(AuditExport.JSON_LINES, "JSON lines"),
        export(AuditExport.CEF, "CEF"),
        export(AuditExport.OCSF, "OCSF"));
    exports.add(more);
    exports.addClassNames("actions", "exports");
    return exports;
  }

  private AuditFilter filter() {
    return query.filter(doors.times().now());
  }

  private Component entries() {
    if (doors.trail().list(chain.get(), filter(), PageRequest.first(1)).data().isEmpty()) {
      return query.open()
          ? new EmptyState(Icon.AUDIT, "Nothing on record yet", "Changes by people appear here.")
          : EmptyState.noMatch("No entry fits these filters.", query.time(), path);
    }
    Grid<AuditEntry> grid = Grids.plain(AuditEntry.class, "Audit trail");
    grid.setAllRowsVisible(false);
    grid.addClassName("fill");
    grid.addComponentColumn(entry -> doors.times().age(entry.at()))
        .setHeader("When")
        .setWidth("116px")
        .setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(entry -> new Code(entry.action()))
            .setHeader("What")
            .setWidth("210px")
            .setFlexGrow(2));
    grid.addComponentColumn(this::who).setHeader("Who").setWidth("180px").setFlexGrow(2);
    grid.addComponentColumn(TrailPanel::target).setHeader("Of").setWidth("180px").setFlexGrow(2);
    grid.addComponentColumn(entry -> more(grid, entry))
        .setHeader("Entry")
        .setWidth("130px")
        .setFlexGrow(0);
    grid.setDetailsVisibleOnClick(false);
    grid.setItemDetailsRenderer(new ComponentRenderer<>(EntryDetails::new));
    Grids.page(grid, page -> doors.trail().list(chain.get(), filter(), page));
    return grid;
  }

  /** A button, so that the keyboard gets there too. */
  private static Component more(Grid<AuditEntry> grid, AuditEntry entry) {
    Button more =
        Buttons.quiet(
            "No. " + entry.seq(),
            click -> grid.setDetailsVisible(entry, !grid.isDetailsVisible(entry)));
    more.setAriaLabel("Entry " + entry.seq() + " in full");
    return more;
  }

  private Div filters(String path) {
    TextField action = field("Action", "endpoint. or endpoint.secret.rotated", query.action());
    TextField target = field("Of what", "an id, such as ep_…", query.target());
    TextField actor = field("By whom", "an id, such as usr_…", query.actor());
    TimeFilter time = new TimeFilter(doors.times());
    time.show(query.time());
    Runnable changed =
        () ->
            UI.getCurrentOrThrow()
                .navigate(
                    path,
                    new TrailQuery(
                            action.getValue().strip(),
                            actor.getValue().strip(),
                            target.getValue().strip(),
                            time.value())
                        .parameters());
    time.whenChanged(changed);
    for (TextField field : List.of(action, actor, target)) {
      field.addValueChangeListener(change -> {
        if (change.isFromClient()) {
          changed.run();
        }
      });
    }
    Div filters = new Div(action, target, actor);
    filters.add(time.parts());
    filters.addClassName("filters");
    return filters;
  }

  private static TextField field(String label, String placeholder, String value) {
    TextField field = new TextField(label);
    field.setPlaceholder(placeholder);
    field.setValue(value);
    field.setClearButtonVisible(true);
    field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
    field.addClassName("wide");
    return field;
  }

  private void verify() {
    verdict.removeAll();
    verdict.add(new ChainVerdict(doors.trail().check(chain.get()), doors.updates()));
  }

  /** What the filters show, oldest first, streamed. */
  private Anchor export(AuditExport form, String label) {
    DownloadHandler download =
        event -> {
          UUID from = chain.get();
          event.setFileName("audit." + form.extension());
          event.setContentType(form.mediaType());
          form.begin(event.getOutputStream());
          doors.trail().each(from, filter(), entry -> form.write(entry, event.getOutputStream()));
        };
    Anchor link = new Anchor(download, label);
    link.getElement().setAttribute("download", true);
    return link;
  }

  private Component who(AuditEntry entry) {
    Anchor name =
        new Anchor(
            path + "?actor=" + URLEncoder.encode(entry.actor().id(), StandardCharsets.UTF_8),
            entry.actor().name());
    name.getElement().setAttribute("title", "All that they did");
    String ip = entry.origin().ip();
    Span from = new Span(ip == null ? entry.actor().type() : ip);
    from.addClassName("hint");
    return new Div(name, new Div(from));
  }

  private static Component target(AuditEntry entry) {
    Span type = new Span(entry.targetType().replace('_', ' '));
    type.addClassName("hint");
    return new Div(IdText.shortened(entry.targetId()), new Div(type));
  }
}
