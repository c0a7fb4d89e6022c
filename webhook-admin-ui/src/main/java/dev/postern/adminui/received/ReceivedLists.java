package dev.postern.adminui.received;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Everything;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionGroup;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Source;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of what was taken in and of what was refused, as several views show them. */
@Service
public class ReceivedLists {
  private static final int NEWEST = 8;
  private final ReceivedDoors doors;
  private final Times times;

  @Inject
  ReceivedLists(ReceivedDoors doors, Times times) {
    this.doors = doors;
    this.times = times;
  }

  Times times() {
    return times;
  }

  public Component newestReceived(Visit visit, SourceId source) {
    List<ReceivedWebhook> rows =
        received(visit, ReceivedQuery.ofSource(source), PageRequest.first(NEWEST)).data();
    if (rows.isEmpty()) {
      return new Paragraph("Nothing yet. Send a test from the provider's own settings.");
    }
    Grid<ReceivedWebhook> grid = receivedColumns(visit);
    grid.setItems(rows);
    return grid;
  }

  public Component newestRejections(Visit visit, SourceId source) {
    RejectionQuery query = new RejectionQuery(source, null, null, null);
    List<Rejection> rows = rejections(visit, query, PageRequest.first(NEWEST)).data();
    if (rows.isEmpty()) {
      return new Paragraph("Nothing was refused.");
    }
    Grid<Rejection> grid = rejectionColumns();
    grid.setItems(rows);
    return grid;
  }

  List<Source> sources(Visit visit) {
    return Everything.of(page -> doors.sources().list(visit.tenantTo(Permission.READ), page));
  }

  /** Those that occurred lately, and the one that is asked for. */
  List<String> reasons(Visit visit, @Nullable String wanted) {
    return Stream.concat(
            Stream.ofNullable(wanted),
            doors.rejections().groups(visit.tenantTo(Permission.READ), RejectionQuery.ALL).stream()
                .map(RejectionGroup::reason))
        .distinct()
        .sorted()
        .toList();
  }

  public void follow(Component view, Visit visit, Runnable redraw) {
    doors.follow(view, visit, redraw);
  }

  Page<ReceivedWebhook> received(Visit visit, ReceivedQuery query, PageRequest page) {
    return doors.webhooks().list(visit.tenantTo(Permission.READ), query, page);
  }

  Page<Rejection> rejections(Visit visit, RejectionQuery query, PageRequest page) {
    return doors.rejections().list(visit.tenantTo(Permission.READ), query, page);
  }

  Grid<ReceivedWebhook> receivedColumns(Visit visit) {
    Grid<ReceivedWebhook> grid = Grids.plain(ReceivedWebhook.class, "Received webhooks");
    grid.addComponentColumn(webhook -> badge(webhook.status()))
        .setHeader("Status")
        .setWidth("124px")
        .setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(webhook -> link(visit, webhook))
            .setHeader("Event type")
            .setWidth("150px")
            .setFlexGrow(2));
    grid.addComponentColumn(webhook -> eventId(webhook))
        .setHeader("Event id")
        .setWidth("150px")
        .setFlexGrow(2);
    Grids.wideOnly(
        grid.addColumn(webhook -> repeats(webhook))
            .setHeader("Repeats")
            .setWidth("110px")
            .setFlexGrow(0));
    grid.addComponentColumn(webhook -> times.age(webhook.receivedAt()))
        .setHeader("Received")
        .setWidth("112px")
        .setFlexGrow(0);
    Grids.wideOnly(
        grid.addComponentColumn(webhook -> IdText.shortened(webhook.id()))
            .setHeader("Id")
            .setWidth("146px")
            .setFlexGrow(0));
    return grid;
  }

  Grid<Rejection> rejectionColumns() {
    Grid<Rejection> grid = Grids.plain(Rejection.class, "Refused requests");
    grid.addComponentColumn(
            rejection -> new StatusBadge(rejection.reason().replace('_', ' '), Tone.BAD))
        .setHeader("Reason")
        .setWidth("190px")
        .setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(this::diagnosis)
            .setHeader("What most likely went wrong")
            .setWidth("220px")
            .setFlexGrow(4));
    grid.addComponentColumn(rejection -> new Code(rejection.clientIp()))
        .setHeader("From")
        .setWidth("140px")
        .setFlexGrow(1);
    Grids.wideOnly(
        grid.addColumn(Rejection::count).setHeader("Times").setWidth("84px").setFlexGrow(0));
    grid.addComponentColumn(rejection -> times.age(rejection.rejectedAt()))
        .setHeader("Last")
        .setWidth("112px")
        .setFlexGrow(0);
    return grid;
  }

  static StatusBadge badge(ReceivedStatus status) {
    return new StatusBadge(
        status.word(),
        switch (status) {
          case PROCESSED -> Tone.GOOD;
          case RECEIVED, PROCESSING -> Tone.BUSY;
          case RETRYING -> Tone.WARN;
          case DEAD -> Tone.BAD;
        });
  }

  private static RouterLink link(Visit visit, ReceivedWebhook webhook) {
    String type = webhook.identity().eventType();
    RouterLink link = new RouterLink();
    link.setRoute(ReceivedDetailView.class, visit.parameters(webhook.id()));
    link.add(new Code(type == null ? "(no type)" : type));
    return link;
  }

  private static Span eventId(ReceivedWebhook webhook) {
    Span id = new Span(new Code(webhook.identity().eventId()));
    id.addClassName("id");
    id.setTitle(webhook.identity().eventId());
    return id;
  }

  private static String repeats(ReceivedWebhook webhook) {
    if (webhook.duplicates() == 0) {
      return "–";
    }
    return webhook.differingDuplicates() == 0
        ? String.valueOf(webhook.duplicates())
        : webhook.duplicates() + " (" + webhook.differingDuplicates() + " differ)";
  }

  private Div diagnosis(Rejection rejection) {
    String words = rejection.diagnosis();
    Div cell =
        new Div(times.told(words == null ? "–" : ReasonWords.diagnosis(rejection.reason(), words)));
    if (rejection.userAgent() != null) {
      Div agent = new Div(rejection.userAgent());
      agent.addClassName("hint");
      cell.add(agent);
    }
    return cell;
  }
}
