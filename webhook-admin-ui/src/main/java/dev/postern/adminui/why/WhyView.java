package dev.postern.adminui.why;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.adminui.shell.WhySearch;
import dev.postern.core.id.EventId;
import dev.postern.outbound.ledger.EventEntry;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/why?q=}: an id goes in, sentences come out. */
@Route(value = "t/:tenant/why", layout = ConsoleLayout.class)
@PageTitle("Why? · Postern")
@PermitAll
@CdiComponent
public class WhyView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient Whereabouts whereabouts;
  private final transient WhyFeed feed;
  private final transient Times times;
  private transient volatile @Nullable EventId shown;

  @Inject
  WhyView(ConsoleUser people, Whereabouts whereabouts, WhyFeed feed, Times times) {
    super(people);
    this.whereabouts = whereabouts;
    this.feed = feed;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    String q =
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter("q")
            .map(String::strip)
            .orElse("");
    WhySearch search = new WhySearch(visit.slug(), "Any id");
    search.setValue(q);
    Div told = new Div();
    told.addClassName("stack");
    ViewHeader header =
        new ViewHeader(
            "Why did X not get Y?",
            "Paste the id of an event, a delivery, a received webhook, or your own id.");
    removeAll();
    add(header, search, told);
    if (q.isEmpty()) {
      told.add(hints());
      search.focus();
      return;
    }
    Answer answer = whereabouts.about(visit, q);
    if (answer instanceof Answer.Elsewhere(String path)) {
      event.forwardTo(path);
      return;
    }
    draw(visit, answer, told);
    Runnable redraw = () -> draw(visit, whereabouts.about(visit, q), told);
    header.action(new LiveToggle(this, redraw));
    feed.follow(this, visit, this::concerns, redraw);
  }

  /** What is not known yet may be told by any of them. */
  private boolean concerns(EventId event) {
    EventId only = shown;
    return only == null || only.equals(event);
  }

  private void draw(Visit visit, Answer answer, Div told) {
    shown = answer.eventId().orElse(null);
    told.removeAll();
    switch (answer) {
      case Answer.OfEvent event -> event(visit, event, told);
      case Answer.OfWebhook webhook -> webhook(visit, webhook, told);
      case Answer.Elsewhere elsewhere -> told.add(new Anchor(elsewhere.path(), "Show it"));
      case Answer.Unknown unknown -> told.add(unknown(visit));
    }
  }

  private void event(Visit visit, Answer.OfEvent of, Div told) {
    EventEntry event = of.event();
    Panel panel =
        new Panel(event.type(), new Paragraph(of.summary()), Rows.of(of.lines(), WhyView::row));
    panel.action(new Anchor(visit.path("deliveries?q=" + event.id()), "Its deliveries"));
    Facts facts =
        new Facts()
            .with("Event", IdText.whole(event.id()))
            .with("Accepted", times.age(event.createdAt()))
            .with("Channel", event.channel())
            .with("Ordering key", event.orderingKey());
    if (event.externalId() != null) {
      facts.with("Your id", IdText.whole(event.externalId()));
    }
    told.add(
        panel,
        new Panel(
            "The event",
            facts,
            CodeBox.body(new String(event.payload(), StandardCharsets.UTF_8), "the payload")));
  }

  private void webhook(Visit visit, Answer.OfWebhook of, Div told) {
    String type = of.webhook().identity().eventType();
    Panel panel =
        new Panel(
            (type == null ? "Webhook" : type) + " from " + of.source(),
            new Paragraph(of.summary()));
    panel.action(new Anchor(visit.path("received/" + of.webhook().id()), "Show the webhook"));
    told.add(panel);
    if (of.event() != null) {
      event(visit, of.event(), told);
    }
  }

  private static Row row(Line line) {
    Component place =
        line.path() == null
            ? Row.what(line.place())
            : Row.what(new Anchor(line.path(), line.place()));
    return Row.of(new StatusBadge(line.word(), line.tone()), place, Row.sentence(line.sentence()))
        .told();
  }

  private static Component hints() {
    Div hints =
        new Div(
            new Paragraph(
                "The answer names every endpoint: delivered, waiting and until when, held and why,"
                    + " given up and with which answer, filtered out by which filter, or never"
                    + " asked for."),
            new Paragraph(
                new Span("Press "), new Code("/"), new Span(" on any page to get to the search.")));
    hints.addClassNames("stack", "hint");
    return hints;
  }

  private static Component unknown(Visit visit) {
    return new EmptyState(
        Icon.SEARCH,
        "Nothing is known under this id",
        "Then "
            + visit.name()
            + " never accepted it under this id, or it is older than what is"
            + " kept. An event that was refused at publishing (4xx) leaves no trace here: look at"
            + " what your application was answered.");
  }
}
