package dev.postern.adminui.deliveries;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.Times;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import java.util.List;

/** The attempts, newest first, each with what went over the wire. */
final class AttemptTimeline extends OrderedList {
  private static final long serialVersionUID = 1L;

  AttemptTimeline(List<Attempt> attempts, Times times) {
    addClassName("timeline");
    for (Attempt attempt : attempts.reversed()) {
      add(item(attempt, times, attempt.number() == attempts.size()));
    }
  }

  private static ListItem item(Attempt attempt, Times times, boolean newest) {
    boolean delivered = attempt.outcome() == AttemptOutcome.DELIVERED;
    Div head =
        new Div(
            new Span("Attempt " + attempt.number()),
            DeliveryWords.badge(attempt.outcome()),
            times.age(attempt.startedAt()),
            new Span(attempt.timings().total().toMillis() + " ms"));
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
    item.add(wire(attempt, newest));
    return item;
  }

  private static Details wire(Attempt attempt, boolean open) {
    Div content =
        new Div(new H3("Request"), CodeBox.headers(attempt.request().headers(), "request headers"));
    content.addClassName("stack");
    Attempt.Response response = attempt.response();
    if (response != null) {
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
    Details details = new Details("Request and response", content);
    details.setOpened(open);
    return details;
  }
}
