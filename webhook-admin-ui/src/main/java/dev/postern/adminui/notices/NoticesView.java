package dev.postern.adminui.notices;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/notices?all}: what goes on, and what went on. */
@Route(value = "t/:tenant/notices", layout = ConsoleLayout.class)
@PageTitle("Notices · Postern")
@PermitAll
@CdiComponent
public class NoticesView extends TenantView {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 100;
  private final transient Notices notices;
  private final transient Times times;

  @Inject
  NoticesView(ConsoleUser people, Notices notices, Times times) {
    super(people);
    this.notices = notices;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    boolean all = event.getLocation().getQueryParameters().getParameters().containsKey("all");
    Page<RaisedNotice> found =
        notices.list(visit.tenantTo(Permission.READ), !all, PageRequest.first(SHOWN));
    removeAll();
    add(
        new ViewHeader(
            "Notices",
            "Incidents that people should know of; each ends by itself when its cause is gone.",
            ranges(visit, all)));
    if (found.data().isEmpty()) {
      add(
          new EmptyState(
              Icon.NOTICES,
              all ? "There has been no incident" : "No incident is open",
              "Failing and suspended endpoints, bursts of bad signatures and the like are told"
                  + " here, once each."));
      return;
    }
    Rows rows = Rows.of(found.data(), notice -> row(visit, notice));
    Panel panel = new Panel(all ? "All incidents" : "Open incidents", rows);
    if (found.nextCursor() != null) {
      panel.add(new Paragraph("The newest " + SHOWN + " are shown."));
    }
    add(panel);
  }

  private static Nav ranges(Visit visit, boolean all) {
    Anchor open = new Anchor(visit.path("notices"), "Open");
    Anchor every = new Anchor(visit.path("notices?all"), "All");
    (all ? every : open).getElement().setAttribute("aria-current", "true");
    Nav nav = new Nav(open, every);
    nav.addClassName("ranges");
    nav.setAriaLabel("Which incidents");
    return nav;
  }

  private Row row(Visit visit, RaisedNotice notice) {
    Row row =
        Row.of(
            badge(notice),
            Row.what(notice.kind().replace('.', ' ').replace('_', ' ')),
            Row.sentence(notice.sentence()));
    String endpoint = notice.details().get("endpoint_id");
    String source = notice.details().get("source_id");
    if (endpoint != null) {
      row.words(new Anchor(visit.path("endpoints/" + endpoint), "Show the endpoint"));
    } else if (source != null) {
      row.words(new Anchor(visit.path("sources/" + source), "Show the source"));
    }
    Div when = new Div(new Span("since "), times.age(notice.raisedAt()));
    if (notice.count() > 1) {
      when.add(new Span(", " + notice.count() + " times"));
    }
    if (notice.resolvedAt() != null) {
      when.add(new Span(", over "), times.age(notice.resolvedAt()));
    }
    return row.told().when(when);
  }

  private static StatusBadge badge(RaisedNotice notice) {
    if (notice.resolvedAt() != null) {
      return new StatusBadge("resolved", Tone.MUTED);
    }
    return switch (notice.severity()) {
      case INFO -> new StatusBadge("info", Tone.BUSY);
      case WARNING -> new StatusBadge("warning", Tone.WARN);
      case CRITICAL -> new StatusBadge("critical", Tone.BAD);
    };
  }
}
