package dev.postern.adminui.deliveries;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.CopyButton;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.verify.Curl;
import dev.postern.adminui.verify.VerifyYourself;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.AttemptTimings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts, newest first, each with what went over the wire. */
final class AttemptTimeline extends OrderedList {
  private static final long serialVersionUID = 1L;

  AttemptTimeline() {
    addClassName("timeline");
  }

  /**
   * Adds those that are not there yet: what somebody has opened of the others stays open.
   *
   * @param attempts in their order; an attempt is recorded once and does not change
   * @param url where it went; null when the endpoint is gone
   */
  void show(List<Attempt> attempts, @Nullable String url, Times times) {
    for (Attempt attempt : attempts.subList(Math.min(size(), attempts.size()), attempts.size())) {
      addComponentAsFirst(item(attempt, url, times));
    }
  }

  private int size() {
    return (int) getChildren().count();
  }

  private static ListItem item(Attempt attempt, @Nullable String url, Times times) {
    boolean delivered = attempt.outcome() == AttemptOutcome.DELIVERED;
    Div head =
        new Div(
            new Span("Attempt " + attempt.number()),
            DeliveryWords.badge(attempt.outcome()),
            times.age(attempt.startedAt()),
            timings(attempt.timings()));
    head.addClassName("badges");
    Paragraph why = new Paragraph(DeliveryWords.sentence(attempt));
    why.addClassName("why");
    ListItem item = new ListItem(head, why);
    item.addClassNames("attempt", delivered ? "good" : "bad");
    if (attempt.detail() != null && attempt.response() == null) {
      Paragraph detail = new Paragraph(attempt.detail());
      detail.addClassName("hint");
      item.add(detail);
    }
    item.add(wire(attempt, url), new VerifyYourself(attempt.request()));
    return item;
  }

  private static Span timings(AttemptTimings timings) {
    StringBuilder phases = new StringBuilder();
    phase(phases, "DNS", timings.dns());
    phase(phases, "connect", timings.connect());
    phase(phases, "TLS", timings.tls());
    phase(phases, "first byte", timings.firstByte());
    Span total = new Span(timings.total().toMillis() + " ms" + phases);
    total.addClassName("hint");
    return total;
  }

  private static void phase(StringBuilder phases, String name, @Nullable Duration took) {
    if (took != null) {
      phases.append(" · ").append(name).append(' ').append(took.toMillis()).append(" ms");
    }
  }

  /** Drawn when somebody opens it: a delivery of many attempts stays light. */
  private static Details wire(Attempt attempt, @Nullable String url) {
    Div content = new Div();
    content.addClassName("stack");
    Details details = new Details("Request and response", content);
    details.addOpenedChangeListener(change -> {
      if (change.isOpened() && content.getChildren().findAny().isEmpty()) {
        request(content, attempt, url);
        response(content, attempt);
      }
    });
    return details;
  }

  private static void request(Div content, Attempt attempt, @Nullable String url) {
    Div head = new Div(new H3("Request"));
    head.addClassName("panel-head");
    boolean whole = !attempt.request().bodyTruncated();
    if (url != null && whole) {
      head.add(
          CopyButton.labelled(
              Curl.of(url, attempt.request()), "Copy as curl", "Copy the request as curl"));
    }
    content.add(head, CodeBox.headers(attempt.request().headers(), "request headers"));
    if (!attempt.request().body().isEmpty()) {
      content.add(CodeBox.body(attempt.request().body(), "request body"));
    }
    if (!whole) {
      content.add(new Span(VerifyYourself.CUT));
    }
  }

  private static void response(Div content, Attempt attempt) {
    Attempt.Response response = attempt.response();
    if (response == null) {
      return;
    }
    content.add(
        new H3("Response " + response.status()),
        CodeBox.headers(response.headers(), "response headers"));
    String body = response.body();
    if (body != null && !body.isEmpty()) {
      content.add(CodeBox.body(body, "response body"));
    }
    if (response.bodyTruncated()) {
      content.add(new Span("The body was longer; its first 10,000 characters are kept."));
    }
  }
}
