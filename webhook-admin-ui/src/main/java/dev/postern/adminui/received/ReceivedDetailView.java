package dev.postern.adminui.received;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.Notice;
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
import dev.postern.core.id.ReceivedId;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.HandoverOutcome;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Source;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/received/{rcv_…}}: one webhook as it arrived. */
@Route(value = "t/:tenant/received/:id", layout = ConsoleLayout.class)
@PageTitle("Received webhook · Postern")
@PermitAll
@CdiComponent
public class ReceivedDetailView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient ReceivedDoors doors;
  private final transient Times times;
  private transient @Nullable Shown shown;

  @Inject
  ReceivedDetailView(ConsoleUser people, ReceivedDoors doors, Times times) {
    super(people);
    this.doors = doors;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    ReceivedId id =
        event
            .getRouteParameters()
            .get("id")
            .flatMap(ReceivedId::parse)
            .orElseThrow(() -> ProblemException.notFound("The webhook"));
    shown = null;
    draw(visit, find(visit, id).orElseThrow(() -> ProblemException.notFound("The webhook")));
    // Once it is gone, what is on the screen stays: nobody asked for anything.
    doors.follow(this, visit, id, () -> find(visit, id).ifPresent(webhook -> draw(visit, webhook)));
  }

  private Optional<ReceivedWebhook> find(Visit visit, ReceivedId id) {
    return doors.webhooks().find(visit.tenantTo(Permission.READ), id);
  }

  /** Of a webhook nothing else changes. */
  private record Shown(
      ReceivedStatus status, int duplicates, int differing, List<HandoverOutcome> outcomes) {}

  private void draw(Visit visit, ReceivedWebhook webhook) {
    ReceivedId id = webhook.id();
    List<HandoverOutcome> outcomes = doors.webhooks().outcomes(visit.tenantTo(Permission.READ), id);
    Shown now =
        new Shown(webhook.status(), webhook.duplicates(), webhook.differingDuplicates(), outcomes);
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    String type = webhook.identity().eventType();
    Component[] actions =
        visit.may(Permission.WRITE)
            ? new Component[] {Buttons.plain("Process again", click -> again(visit, id))}
            : new Component[0];
    removeAll();
    add(
        new BackLink(visit.path("received"), "Received"),
        new ViewHeader(type == null ? "Webhook without a type" : type, "", actions)
            .badge(ReceivedLists.badge(webhook.status())),
        new Panel("Facts", facts(visit, webhook)),
        handover(visit, id, outcomes),
        new Panel("Body", body(webhook)),
        new Panel("Headers", CodeBox.headers(headers(webhook), "request headers")));
  }

  /** What became of it at each recipient. */
  private Component handover(Visit visit, ReceivedId id, List<HandoverOutcome> outcomes) {
    Panel panel = new Panel("Handed over");
    panel.action(
        new Anchor(visit.path("why?q=" + id), "What became of it"),
        new LiveToggle(this, () -> find(visit, id).ifPresent(webhook -> draw(visit, webhook))));
    panel.add(Rows.of(outcomes, this::row, "Nothing is known of a recipient (yet)."));
    return panel;
  }

  private Row row(HandoverOutcome outcome) {
    return Row.of(
            badge(outcome),
            new Span(outcome.recipient()),
            Row.hint(outcome.error() == null ? "" : outcome.error()))
        .when(
            new Span(outcome.attempts() + (outcome.attempts() == 1 ? " try, " : " tries, ")),
            times.age(outcome.recordedAt()));
  }

  private static StatusBadge badge(HandoverOutcome outcome) {
    return new StatusBadge(
        outcome.status().word(),
        switch (outcome.status()) {
          case DONE -> Tone.GOOD;
          case FAILED -> Tone.WARN;
          case REFUSED -> Tone.BAD;
        });
  }

  private Facts facts(Visit visit, ReceivedWebhook webhook) {
    Facts facts =
        new Facts()
            .with("Received", times.age(webhook.receivedAt()))
            .with("Webhook", IdText.whole(webhook.id()))
            .with(
                "Source",
                new Anchor(
                    visit.path("sources/" + webhook.source()),
                    doors
                        .sources()
                        .find(visit.tenantTo(Permission.READ), webhook.source())
                        .map(Source::name)
                        .orElse(webhook.source().toString())))
            .with("Event id", IdText.whole(webhook.identity().eventId()))
            .with(
                "Repeats",
                webhook.duplicates() == 0
                    ? "none"
                    : webhook.duplicates()
                        + ", of them different: "
                        + webhook.differingDuplicates());
    if (webhook.identity().derived()) {
      facts.with("Note", "The provider sent no event id; it is the hash of the body.");
    }
    if (webhook.verifiedBy() != null) {
      facts.with("Verified by", IdText.whole(webhook.verifiedBy()));
    }
    return facts;
  }

  private static Component body(ReceivedWebhook webhook) {
    byte[] bytes = webhook.content().bytes();
    if (bytes == null || bytes.length == 0) {
      return new Paragraph("It is empty.");
    }
    return CodeBox.body(new String(bytes, StandardCharsets.UTF_8), "the body");
  }

  private static Map<String, String> headers(ReceivedWebhook webhook) {
    Map<String, String> lines = new LinkedHashMap<>();
    webhook
        .headers()
        .entries()
        .forEach(header -> lines.merge(header.getKey(), header.getValue(), (a, b) -> a + ", " + b));
    return lines;
  }

  private void again(Visit visit, ReceivedId id) {
    doors.webhooks().reprocess(visit.tenantTo(Permission.WRITE), id);
    Notice.done("It is handed over again. What was published before is not published twice.");
    find(visit, id).ifPresent(webhook -> draw(visit, webhook));
  }
}
