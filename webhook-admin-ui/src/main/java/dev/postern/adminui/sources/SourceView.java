package dev.postern.adminui.sources;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.CopyButton;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.received.ReceivedLists;
import dev.postern.adminui.secrets.SecretsPanel;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.id.SourceId;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.CountryRule;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/sources/{src_…}}: its URL, its secrets, what came and what was refused. */
@Route(value = "t/:tenant/sources/:id", layout = ConsoleLayout.class)
@PageTitle("Source · Postern")
@PermitAll
@CdiComponent
public class SourceView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient SourceDoors doors;
  private final transient ReceivedLists lists;

  @Inject
  SourceView(ConsoleUser people, SourceDoors doors, ReceivedLists lists) {
    super(people);
    this.doors = doors;
    this.lists = lists;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    SourceId id =
        event
            .getRouteParameters()
            .get("id")
            .flatMap(SourceId::parse)
            .orElseThrow(() -> ProblemException.notFound("The source"));
    draw(visit, id);
  }

  private void draw(Visit visit, SourceId id) {
    Source source = doors.get(visit, id);
    Code url = new Code(source.ingestUrl());
    Div line = new Div(url, new CopyButton(source.ingestUrl(), "Copy the URL"));
    line.addClassName("secret-line");
    Div traffic = new Div();
    traffic.addClassName("stack");
    removeAll();
    add(
        new BackLink(visit.path("sources"), "Sources"),
        new ViewHeader(
                source.name(),
                "Provider: " + ProviderNames.of(source.provider()),
                actions(visit, source))
            .badge(SourcesView.badge(source)),
        new Panel(
            "Post to this URL",
            line,
            new Paragraph(
                "Whoever knows it may try; only what is signed with a live secret gets in."),
            setUp(visit, source)));
    Div figures = new Div();
    figures.addClassName("stack");
    Div right = new Div(figures, new MeasuresPanel(doors, visit, source));
    right.addClassName("stack");
    Div left =
        new Div(
            new SecretsPanel(new SourceSecretOwner(doors.sources(), visit, id), doors.secrets()),
            new Panel("Settings", facts(source)));
    left.addClassName("stack");
    Div columns = new Div(left, right);
    columns.addClassName("two");
    add(columns, traffic);
    Runnable redraw =
        () -> {
          figures.removeAll();
          figures.add(FiguresPanel.of(doors.figures(visit, id)));
          drawTraffic(visit, id, traffic);
        };
    redraw.run();
    lists.follow(this, visit, redraw);
  }

  /** Open for as long as nothing has come. */
  private Component setUp(Visit visit, Source source) {
    OrderedList steps = new OrderedList();
    steps.addClassName("plan");
    SetUp.steps(source.provider()).forEach(step -> steps.add(new ListItem(step)));
    Details details = new Details("Set up at " + ProviderNames.of(source.provider()), steps);
    details.setOpened(doors.figures(visit, source.id()).windows().week().received() == 0);
    return details;
  }

  private void drawTraffic(Visit visit, SourceId id, Div traffic) {
    Panel received = new Panel("Recently received", lists.newestReceived(visit, id));
    received.action(new Anchor(visit.path("received?source=" + id), "All of this source"));
    Panel refused = new Panel("Recently refused", lists.newestRejections(visit, id));
    refused.action(new Anchor(visit.path("rejections?source=" + id), "All of this source"));
    traffic.removeAll();
    traffic.add(received, refused);
  }

  private Facts facts(Source source) {
    return new Facts()
        .with("Source", IdText.whole(source.id()))
        .with(
            "Then",
            source.settings().forward().publish()
                ? "published to subscribers"
                    + (source.settings().forward().typePrefix() == null
                        ? ""
                        : " as " + source.settings().forward().typePrefix() + ".…")
                : "kept, not published")
        .with("Per client address", limit(source.settings().rateLimit()))
        .with("In all", limit(source.settings().rateLimitTotal()))
        .with("Timestamps may be off by", source.replayWindow().toSeconds() + " s")
        .with("Largest body", source.settings().maxBodyBytes() / 1024 + " KiB")
        .with("Networks", String.join(", ", source.settings().allowedCidrs()))
        .with("Countries", countries(source.settings().countries()))
        .with("User agents", String.join(", ", source.settings().allowedUserAgents()))
        .with("Created", doors.times().age(source.createdAt()));
  }

  private static String countries(CountryRule rule) {
    if (rule.unset()) {
      return "";
    }
    return (rule.allow().isEmpty() ? "all" : "only " + String.join(", ", rule.allow()))
        + (rule.deny().isEmpty() ? "" : " but " + String.join(", ", rule.deny()));
  }

  private static String limit(@Nullable RateLimit limit) {
    return limit == null
        ? "no limit"
        : limit.requests() + " requests in " + limit.perSeconds() + " s";
  }

  private Component[] actions(Visit visit, Source source) {
    Component live = new LiveToggle(this, () -> draw(visit, source.id()));
    if (!visit.may(Permission.WRITE)) {
      return new Component[] {live};
    }
    boolean on = source.enabled();
    return new Component[] {
      live,
      Buttons.plain(
          "Rehearse an attack",
          click -> new RehearsalDialog(doors.defences().simulate(visit, source.id())).open()),
      Buttons.plain(
          "Edit",
          click -> new SourceEditor(doors, visit, source, () -> draw(visit, source.id())).open()),
      Buttons.plain(on ? "Disable" : "Enable", click -> turn(visit, source, !on)),
      Buttons.danger("Delete", click -> delete(visit, source))
    };
  }

  private void turn(Visit visit, Source source, boolean on) {
    if (on) {
      enable(visit, source, true);
      return;
    }
    Ask.before(
        "Disable “" + source.name() + "”?",
        "Whatever is posted to it is refused as if it did not exist until somebody enables it"
            + " again. Providers may not come a second time: what they send meanwhile can be lost.",
        "Disable source",
        () -> enable(visit, source, false));
  }

  private void enable(Visit visit, Source source, boolean enabled) {
    doors
        .sources()
        .update(
            visit.tenantTo(Permission.WRITE),
            source.id(),
            edit -> new SourceEdit(edit.name(), edit.provider(), enabled, edit.settings()));
    draw(visit, source.id());
  }

  private void delete(Visit visit, Source source) {
    Ask.before(
        "Delete “" + source.name() + "”?",
        "Its URL stops at once, and everything it received is deleted with it. This cannot be"
            + " undone.",
        "Delete source",
        visit::whenConfirmed,
        () -> {
          doors.sources().delete(visit.confirmedTenantTo(Permission.WRITE), source.id());
          getUI().ifPresent(ui -> ui.navigate(visit.path("sources")));
        });
  }
}
