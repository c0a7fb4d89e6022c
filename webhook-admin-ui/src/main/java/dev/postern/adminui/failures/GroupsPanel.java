package dev.postern.adminui.failures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.CauseParameter;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.core.access.Permission;
import dev.postern.outbound.ledger.DeadLetters;

/** What was given up, by where it went and why; a group is sent again with one click. */
final class GroupsPanel {
  private GroupsPanel() {}

  static Component of(FailureDoors doors, Visit visit, DeadLetters.Groups groups) {
    Panel panel = new Panel("Given up");
    panel.action(new Anchor(visit.path("deliveries?status=dead"), "All of them"));
    if (groups.groups().isEmpty()) {
      panel.add(new Paragraph("No delivery was given up."));
      return panel;
    }
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    groups.groups().forEach(group -> rows.add(row(doors, visit, group)));
    panel.add(rows);
    if (!groups.complete()) {
      Paragraph more =
          new Paragraph(
              "The newest " + DeadLetters.LOOKED_AT + " are counted here; there are more.");
      more.addClassName("hint");
      panel.add(more);
    }
    return panel;
  }

  private static ListItem row(FailureDoors doors, Visit visit, DeadLetters.Group group) {
    String list =
        "deliveries?status=dead&endpoint="
            + group.endpoint()
            + "&cause="
            + CauseParameter.of(group.cause());
    Anchor link = new Anchor(visit.path(list), doors.name(visit, group.endpoint()));
    link.addClassName("what");
    Span why = new Span(ReasonWords.cause(group.cause()));
    why.addClassName("hint");
    Div words = new Div(link, why);
    words.addClassName("grow");
    Div times =
        new Div(
            new Span("last "),
            doors.times().age(group.lastAt()),
            new Span(", first "),
            doors.times().age(group.firstAt()));
    times.addClassName("hint");
    ListItem row =
        new ListItem(new StatusBadge(group.deliveries() + " dead", Tone.BAD), words, times);
    row.addClassName("row");
    if (visit.may(Permission.WRITE)) {
      row.add(Buttons.plain("Replay…", click -> doors.replay(visit, group)));
    }
    return row;
  }
}
